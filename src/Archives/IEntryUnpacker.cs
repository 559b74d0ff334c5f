namespace MediaPipeline.Archives;

/// <summary>
/// Unpacks entries that need a decoder of another author, in a process of its own: such decoders have hung and crashed on damaged archives. What a solid
/// archive packs as one is unpacked once, in its order, for all who wait for entries of it.
/// </summary>
public interface IEntryUnpacker
{
    /// <summary>
    /// Returns as soon as the entry itself is unpacked. Throws <see cref="ArchiveException"/> when it cannot be, the usual exceptions of files when the disk is
    /// at fault.
    /// </summary>
    Task<UnpackedEntry> UnpackAsync(ArchiveDirectory directory, ArchiveEntry entry, CancellationToken cancellationToken);
}

/// <summary>What the block of an entry has been unpacked to, at least up to the end of the entry.</summary>
/// <param name="path">For <see cref="ArchiveFile.OpenEntry"/>, in this process and in those that it started, until this object is disposed of.</param>
public sealed class UnpackedEntry(string path, Action release) : IDisposable
{
    public string Path => path;

    public void Dispose() => release();
}

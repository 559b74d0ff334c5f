namespace MediaPipeline.Contracts.Reading;

/// <summary>Opens entries of archives, for downloads of originals.</summary>
public interface IArchiveReader
{
    /// <summary>Opens the entry. Faults of the disk are the usual exceptions of files.</summary>
    /// <param name="archivePath">Absolute path of the archive.</param>
    /// <param name="entry">Its identity, as <see cref="RenditionLocation.Entry"/> has it.</param>
    Task<ArchiveContent> OpenAsync(string archivePath, string entry, CancellationToken cancellationToken);
}

/// <summary>Result of opening an entry.</summary>
public abstract record ArchiveContent
{
    private ArchiveContent() { }

    /// <param name="Content">
    /// Forward only; the receiver disposes of it. Its last bytes are returned only if length and checksum are right: otherwise it throws an
    /// <see cref="IOException"/> that says what is wrong.
    /// </param>
    /// <param name="Bytes">Its length.</param>
    /// <param name="ModifiedAt">The archive's time of change.</param>
    public sealed record Opened(Stream Content, long Bytes, DateTimeOffset ModifiedAt) : ArchiveContent;

    /// <summary>The archive is gone, or no longer holds the entry.</summary>
    public sealed record Gone : ArchiveContent;

    /// <summary>The archive or the entry cannot be read as it is.</summary>
    /// <param name="Message">Names both and says what to do.</param>
    public sealed record Refused(string Message) : ArchiveContent;
}

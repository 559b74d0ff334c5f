using MediaPipeline.Contracts.Collections;

namespace MediaPipeline.Grains.Ports.Sources;

/// <summary>Lists a collection's folder or archive: names, sizes and times, never contents. Sources are never written to.</summary>
public interface ISourceReader
{
    /// <summary>Inspects a path that a user gave, and returns its canonical form.</summary>
    SourceInspection Inspect(string path);

    /// <summary>
    /// The entries in the order of their sort keys, after <paramref name="afterKey"/> (null: from the first), with bounded memory.
    /// Throws <see cref="SourceUnavailableException"/> when the root is gone or cannot be read.
    /// </summary>
    IAsyncEnumerable<SourceEntry> ListAsync(string canonicalPath, CollectionKind kind, string? afterKey, CancellationToken cancellationToken);
}

/// <param name="Status">What was found.</param>
/// <param name="CanonicalPath">Absolute, without links, <c>.</c>, <c>..</c> or a closing separator.</param>
public sealed record SourceInspection(SourceStatus Status, string CanonicalPath, string? Message = null);

/// <summary>What lies at a path.</summary>
public enum SourceStatus
{
    Folder,
    Archive,

    /// <summary>Nothing is there.</summary>
    Missing,

    /// <summary>It exists, but may not be read.</summary>
    NotReadable,

    /// <summary>Something else: a single picture, a device, an archive that we cannot open.</summary>
    Unsupported,

    /// <summary>The path is not absolute or has characters that no path has.</summary>
    Invalid,
}

/// <summary>One step of a listing.</summary>
public abstract record SourceEntry
{
    private SourceEntry() { }

    /// <summary>Something that looks like a picture.</summary>
    /// <param name="Path">Path below the root; the archive's path for an entry, the file's name for a collection that is an archive itself.</param>
    /// <param name="Entry">Identity in the archive; null for a file, and for an archive that cannot be opened.</param>
    /// <param name="Bytes">Length of the file, or of the entry when it is unpacked.</param>
    /// <param name="ModifiedAt">Of the file; of the archive for an entry.</param>
    /// <param name="Growing">Its size or time changed within the last seconds: check again before importing it.</param>
    /// <param name="Fault">Why it can never be imported as it is (unreadableName, and faults of archives); null otherwise.</param>
    /// <param name="EntryName">The entry's readable name; null for a file.</param>
    /// <param name="Identity">What its id is made of instead of the path, which another file may share; null where none can.</param>
    /// <param name="Stamp">What else tells the file from another one of the same size and time; of the archive for an entry.</param>
    public sealed record Picture(
        string SortKey,
        string Path,
        string? Entry,
        long Bytes,
        DateTimeOffset ModifiedAt,
        bool Growing = false,
        Fault? Fault = null,
        string? EntryName = null,
        string? Identity = null,
        FileStamp Stamp = default) : SourceEntry;

    /// <summary>A file that is ignored, counted by its extension (<c>(none)</c>, <c>(hidden)</c>).</summary>
    public sealed record Ignored(string Extension) : SourceEntry;

    /// <summary>A folder or an archive below the root that could not be listed: what it holds is neither new nor gone.</summary>
    /// <param name="KeyPrefix">Sort keys of all that lies in it begin with this.</param>
    public sealed record Unreadable(string KeyPrefix, string Path, string Message) : SourceEntry;
}

/// <summary>The root of a source is gone, empty where it was not, or cannot be read: an unmounted disk is not an empty folder.</summary>
public sealed class SourceUnavailableException(string message, Exception? inner = null) : IOException(message, inner);

using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Grains.Ports.Storage;

/// <summary>
/// The files of a cache folder. Only what bears our names below our own directories is ever written, moved or deleted.
/// Faults of the disk are <see cref="RenditionStoreException"/>s with a code.
/// </summary>
public interface IRenditionStore
{
    /// <summary>Makes the folder ours: creates it, its directories and the marker, unless the marker is there.</summary>
    Task CreateFolderAsync(string folder, string folderId, CancellationToken cancellationToken);

    /// <summary>Whether the folder can take work: its marker is there and is ours, and it can be written to. Null when it can.</summary>
    Task<RenditionStoreFault?> CheckAsync(string folder, string folderId, CancellationToken cancellationToken);

    /// <summary>The directory for this process' temporary files, on the folder's own file system; made when it is not there.</summary>
    string PrepareTemporaryDirectory(string folder);

    /// <summary>Syncs the temporary files, renames them to their targets and syncs the directories; all or a fault. A target that exists is replaced.</summary>
    Task CommitAsync(string folder, string folderId, IReadOnlyList<(string TemporaryPath, string Target)> files, CancellationToken cancellationToken);

    /// <summary>Deletes files below the folder; one that is not there is no fault.</summary>
    Task DeleteAsync(string folder, IReadOnlyList<string> targets, CancellationToken cancellationToken);

    /// <summary>Deletes temporary files of an attempt that came to nothing.</summary>
    Task DiscardAsync(IReadOnlyList<string> temporaryPaths, CancellationToken cancellationToken);

    /// <summary>Empties the temporary directories of processes that are no longer there; answers how many files went.</summary>
    Task<int> PurgeDeadInstancesAsync(string folder, CancellationToken cancellationToken);

    /// <summary>Number and bytes of the renditions that lie on the disk.</summary>
    Task<(long Bytes, long Files)> MeasureAsync(string folder, CancellationToken cancellationToken);

    /// <summary>
    /// Copies files to the same targets in another folder, as <see cref="CommitAsync"/> puts them there. False, and nothing is copied, when one is not there or
    /// has another length. Faults are those of the other folder: ask for the lengths first to know of the source's.
    /// </summary>
    Task<bool> CopyAsync(string folder, string toFolder, string toFolderId, IReadOnlyList<NamedFile> files, CancellationToken cancellationToken);

    /// <summary>Length of each target, null where there is no regular file. A fault, and never nulls, when the folder's disk went away meanwhile.</summary>
    Task<IReadOnlyList<long?>> LengthsAsync(string folder, string folderId, IReadOnlyList<string> targets, CancellationToken cancellationToken);

    /// <summary>
    /// Every rendition that bears a picture's name, directory by directory in their order, after <paramref name="afterDirectory"/> (null: from the first), some
    /// at a time. What is not ours is passed over, and links are not followed.
    /// </summary>
    IAsyncEnumerable<FoundFiles> WalkAsync(string folder, string folderId, string? afterDirectory, CancellationToken cancellationToken);

    /// <summary>Deletes those of the targets that are regular files last changed at or before that time; answers what went.</summary>
    Task<DeletedFiles> DeleteOlderAsync(
        string folder, string folderId, IReadOnlyList<string> targets, DateTimeOffset changedUntil, CancellationToken cancellationToken);

    /// <summary>Deletes the directory of a collection when it is empty; answers whether it went.</summary>
    Task<bool> DeleteEmptyDirectoryAsync(string folder, string folderId, string directory, CancellationToken cancellationToken);

    /// <summary>Gives the folder up: takes away the marker and our own directories where they are empty. The folder itself stays.</summary>
    Task RemoveFolderAsync(string folder, string folderId, CancellationToken cancellationToken);
}

/// <summary>A rendition as a stored state names it.</summary>
/// <param name="Target">Below its cache folder.</param>
public sealed record NamedFile(string Target, long Bytes);

/// <param name="Target">Below its cache folder.</param>
/// <param name="Image">The picture whose name it bears.</param>
public sealed record FoundFile(string Target, ImageId Image, long Bytes, DateTimeOffset ModifiedAt);

/// <param name="Directory">Below the cache folder, for example <c>thumbnails/col_…</c>.</param>
/// <param name="Ends">Whether these were the last of their directory.</param>
public sealed record FoundFiles(string Directory, IReadOnlyList<FoundFile> Files, bool Ends);

/// <summary>What was deleted.</summary>
[GenerateSerializer, Immutable, Alias("DeletedFiles")]
public sealed record DeletedFiles([property: Id(0)] long Files, [property: Id(1)] long Bytes);

/// <param name="Code">outputFull, markerMissing or outputUnavailable.</param>
[GenerateSerializer, Immutable, Alias("RenditionStoreFault")]
public sealed record RenditionStoreFault([property: Id(0)] string Code, [property: Id(1)] string Message);

/// <summary>The disk under a cache folder does not take the work now; no fault of the picture.</summary>
[GenerateSerializer, Alias("RenditionStoreException")]
public sealed class RenditionStoreException(RenditionStoreFault fault, Exception? inner = null) : IOException(fault.Message, inner), ICommandFailure
{
    /// <inheritdoc/>
    public CommandResult Result => new(CommandStatus.Unavailable, Fault.Code, Message);

    /// <summary>What is the matter, for people and programs.</summary>
    [Id(0)]
    public RenditionStoreFault Fault { get; } = fault;
}

using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Grains.Ports.Storage;

/// <summary>
/// The files of a cache folder. Only files with the name of a rendition, in the directories for renditions, are ever written, moved or deleted.
/// Faults of the disk are <see cref="RenditionStoreException"/>s with a code.
/// </summary>
public interface IRenditionStore
{
    /// <summary>Sets the folder up: creates it, its directories and the marker, unless the marker exists.</summary>
    Task CreateFolderAsync(string folder, string folderId, CancellationToken cancellationToken);

    /// <summary>Checks that the folder can be used: its marker exists and has this id, and it is writable. Null if so.</summary>
    Task<RenditionStoreFault?> CheckAsync(string folder, string folderId, CancellationToken cancellationToken);

    /// <summary>The directory for this process' temporary files, on the folder's own file system; created if it does not exist.</summary>
    string PrepareTemporaryDirectory(string folder);

    /// <summary>
    /// Syncs the temporary files, renames them to their targets and syncs the directories; all of them, or a fault. An existing target is replaced.
    /// </summary>
    Task CommitAsync(string folder, string folderId, IReadOnlyList<(string TemporaryPath, string Target)> files, CancellationToken cancellationToken);

    /// <summary>Deletes files in the folder; a missing file is not a fault.</summary>
    Task DeleteAsync(string folder, IReadOnlyList<string> targets, CancellationToken cancellationToken);

    /// <summary>Deletes temporary files of a failed attempt.</summary>
    Task DiscardAsync(IReadOnlyList<string> temporaryPaths, CancellationToken cancellationToken);

    /// <summary>Empties the temporary directories of dead processes; returns the number of deleted files.</summary>
    Task<int> PurgeDeadInstancesAsync(string folder, CancellationToken cancellationToken);

    /// <summary>Number and bytes of the renditions on the disk.</summary>
    Task<(long Bytes, long Files)> MeasureAsync(string folder, CancellationToken cancellationToken);

    /// <summary>
    /// Copies files to the same targets in another folder, like <see cref="CommitAsync"/>. False, and nothing is copied, when one is missing or has another
    /// length. Faults are those of the other folder: query the lengths first to find faults of the source.
    /// </summary>
    Task<bool> CopyAsync(string folder, string toFolder, string toFolderId, IReadOnlyList<NamedFile> files, CancellationToken cancellationToken);

    /// <summary>
    /// Length of each target, null where there is no regular file. A fault, and never nulls, when the folder's disk became unavailable meanwhile.
    /// </summary>
    Task<IReadOnlyList<long?>> LengthsAsync(string folder, string folderId, IReadOnlyList<string> targets, CancellationToken cancellationToken);

    /// <summary>
    /// Every file named like a rendition, directory by directory in their order, after <paramref name="afterDirectory"/> (null: from the first), in batches.
    /// Other files are ignored, and links are not followed.
    /// </summary>
    IAsyncEnumerable<FoundFiles> WalkAsync(string folder, string folderId, string? afterDirectory, CancellationToken cancellationToken);

    /// <summary>Deletes those of the targets that are regular files last changed at or before that time; returns what was deleted.</summary>
    Task<DeletedFiles> DeleteOlderAsync(
        string folder, string folderId, IReadOnlyList<string> targets, DateTimeOffset changedUntil, CancellationToken cancellationToken);

    /// <summary>Deletes the directory of a collection when it is empty; returns whether it was deleted.</summary>
    Task<bool> DeleteEmptyDirectoryAsync(string folder, string folderId, string directory, CancellationToken cancellationToken);

    /// <summary>Removes the marker, and the directories for renditions if they are empty. The folder itself stays.</summary>
    Task RemoveFolderAsync(string folder, string folderId, CancellationToken cancellationToken);
}

/// <summary>A rendition of a stored state.</summary>
/// <param name="Target">Below its cache folder.</param>
public sealed record NamedFile(string Target, long Bytes);

/// <param name="Target">Below its cache folder.</param>
/// <param name="Image">The picture whose id is in its name.</param>
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

/// <summary>The disk of a cache folder cannot be used now; not a fault of the picture.</summary>
[GenerateSerializer, Alias("RenditionStoreException")]
public sealed class RenditionStoreException(RenditionStoreFault fault, Exception? inner = null) : IOException(fault.Message, inner), ICommandFailure
{
    /// <inheritdoc/>
    public CommandResult Result => new(CommandStatus.Unavailable, Fault.Code, Message);

    /// <summary>Code and message of the fault.</summary>
    [Id(0)]
    public RenditionStoreFault Fault { get; } = fault;
}

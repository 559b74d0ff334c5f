using MediaPipeline.Contracts.Commands;

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
}

/// <param name="Code">outputFull, markerMissing or outputUnavailable.</param>
public sealed record RenditionStoreFault(string Code, string Message);

/// <summary>The disk under a cache folder does not take the work now; no fault of the picture.</summary>
public sealed class RenditionStoreException(RenditionStoreFault fault, Exception? inner = null) : IOException(fault.Message, inner), ICommandFailure
{
    /// <inheritdoc/>
    public CommandResult Result => new(CommandStatus.Unavailable, Fault.Code, Message);

    /// <summary>What is the matter, for people and programs.</summary>
    public RenditionStoreFault Fault { get; } = fault;
}

using MediaPipeline.Contracts.CacheFolders;
using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Ports.Sources;
using MediaPipeline.Grains.Ports.Storage;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Collections;

/// <summary>Adds collections and, in the other file of this class, cache folders, one at a time, so that none contains another.</summary>
internal sealed partial class CollectionRegisterGrain(
    ISourceReader sources, ICollectionStore collections, IOptionsMonitor<CollectionOptions> options)
        : Grain, ICollectionRegisterGrain, ICacheFolderRegisterGrain
{
    public async Task<AddCollectionResult> Add(AddCollectionRequest request)
    {
        var found = sources.Inspect(request.Path);
        if (Refusal(request.Path, found) is { } refused)
        {
            return new AddCollectionResult(refused);
        }

        var path = found.CanonicalPath;
        var known = await collections.ListAsync(CancellationToken.None);
        if (known.FirstOrDefault(c => Overlaps(c.Path, path)) is { } other)
        {
            return string.Equals(other.Path, path, StringComparison.Ordinal) ? Existing(other) : new AddCollectionResult(Overlap(path, other));
        }

        var folders = await collections.ListCacheFoldersAsync(CancellationToken.None);
        if (folders.FirstOrDefault(f => Overlaps(Canonical(f), path)) is { } cache)
        {
            return new AddCollectionResult(Overlap(path, cache));
        }

        var id = CollectionId.Of(path);
        if (await CacheFolderChoice.ForAsync(id, folders, GrainFactory) is not { } folder)
        {
            return new AddCollectionResult(CommandResult.Conflict(
                "noCacheFolder", "Every cache folder is being drained; add another one before you add collections."));
        }

        var collection = GrainFactory.GetGrain<ICollectionGrainInternal>(id.Value);
        await collection.Create(new CollectionState
        {
            Id = id,
            Name = string.IsNullOrWhiteSpace(request.Name) ? NameOf(path) : request.Name.Trim(),
            Path = path,
            Kind = found.Status == SourceStatus.Archive ? CollectionKind.Archive : CollectionKind.Folder,
            CacheFolderId = folder.Id,
        });
        var scan = await GrainFactory.GetGrain<ICollectionGrain>(id.Value).Scan(request.Priority);
        return new AddCollectionResult(scan.Result, id, Created: true, scan.JobId);
    }

    private CommandResult? Refusal(string path, SourceInspection found) =>
        PathRefusals.Find(path, found, options.CurrentValue, "a folder or an archive", "added") ?? found.Status switch
        {
            SourceStatus.NotReadable => CommandResult.Invalid(
                "pathNotReadable", $"The server may not read '{path}'; give its user permission to read and enter it."),
            SourceStatus.Unsupported => CommandResult.Invalid(
                "unsupportedPath", found.Message ?? $"'{path}' is neither a folder nor an archive that can be read."),
            _ => null,
        };

    private static AddCollectionResult Existing(CollectionState there) => there.Lifecycle == CollectionLifecycle.Deleting
        ? new AddCollectionResult(CommandResult.Conflict(
            "beingDeleted", $"The collection at '{there.Path}' is being deleted by job {there.JobId}; add it again when that has ended."), there.Id)
        : new AddCollectionResult(CommandResult.Done, there.Id, Created: false, there.JobId);

    private static CommandResult Overlap(string path, CollectionState other) => CommandResult.Conflict(
        "overlappingPath",
        Paths.IsAtOrBelow(path, other.Path)
            ? $"'{path}' lies in collection {other.Id} ('{other.Path}'), which already includes it; scan that one instead."
            : $"'{path}' holds collection {other.Id} ('{other.Path}'); delete that one first, or add the folders beside it one by one.");

    // The scan would import its own renditions, and make renditions of renditions.
    private CommandResult Overlap(string path, CacheFolderState cache) => CommandResult.Conflict(
        "overlappingPath",
        Paths.IsAtOrBelow(path, Canonical(cache))
            ? $"'{path}' lies in cache folder {cache.Id} ('{cache.Path}'), which holds renditions; add the folder of the originals."
            : $"'{path}' holds cache folder {cache.Id} ('{cache.Path}'), and renditions would be taken for pictures; add the folders beside it one by "
                + "one, or move the cache folder elsewhere.");

    // The stored path may contain links.
    private string Canonical(CacheFolderState folder) => sources.Inspect(folder.Path) is { Status: SourceStatus.Folder } found ? found.CanonicalPath
        : folder.Path;

    private static bool Overlaps(string path, string other) => Paths.IsAtOrBelow(path, other) || Paths.IsAtOrBelow(other, path);

    private static string NameOf(string path) => Path.GetFileName(path) is { Length: > 0 } name ? name : path;
}

using MediaPipeline.Contracts.CacheFolders;
using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Ports.Sources;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Collections;

/// <summary>Adds cache folders that overlap nothing, and starts draining them between two choices of a folder, never during one.</summary>
internal sealed partial class CollectionRegisterGrain
{
    public async Task<AddCacheFolderResult> AddFolder(AddCacheFolderRequest request)
    {
        var (path, refused) = Place(request.Path);
        if (refused is not null)
        {
            return new AddCacheFolderResult(refused);
        }

        var known = await collections.ListCacheFoldersAsync(CancellationToken.None);
        if (known.FirstOrDefault(f => string.Equals(Canonical(f), path, StringComparison.Ordinal)) is { } same)
        {
            return new AddCacheFolderResult(CommandResult.Done, same.Id);
        }

        if (await FindOverlap(path, known) is { } overlap)
        {
            return new AddCacheFolderResult(overlap);
        }

        var id = NewId(path, known);
        var limit = request.MaxBytes is > 0 ? request.MaxBytes : null;
        var made = await Make(new CacheFolderState { Id = id, Path = path, MaxBytes = limit, Weight = request.Weight });
        return new AddCacheFolderResult(made, id, Created: made.Status == CommandStatus.Done);
    }

    public Task<CommandResult> Configure(ConfigureCacheFolderRequest request) => GrainFactory.GetGrain<ICacheFolderGrainInternal>(request.Id.Value)
        .Configure(request);

    /// <summary>The canonical path, of which the last part may be missing, or why it cannot be a cache folder.</summary>
    private (string Path, CommandResult? Refused) Place(string asked)
    {
        var found = sources.Inspect(asked);
        var path = found.CanonicalPath;
        if (found.Status == SourceStatus.Missing)
        {
            var whole = Path.TrimEndingDirectorySeparator(Path.GetFullPath(asked));
            found = sources.Inspect(Path.GetDirectoryName(whole) ?? whole);
            path = found.Status == SourceStatus.Folder ? Path.Join(found.CanonicalPath, Path.GetFileName(whole)) : whole;
        }

        return (path, found.Status switch
        {
            SourceStatus.Invalid => Refusal(asked, found),
            _ when !options.CurrentValue.Allows(path) => PathRefusals.Outside(asked, "used"),
            SourceStatus.Folder => null,
            SourceStatus.Missing => CommandResult.Invalid(
                "pathNotFound", $"There is no folder '{Path.GetDirectoryName(path)}' to make '{asked}' in; make it, or check that its disk is mounted."),
            SourceStatus.NotReadable => Refusal(asked, found),
            _ => CommandResult.Invalid("unsupportedPath", $"'{asked}' is no folder; give one that is, or the name of a new one in a folder that is there."),
        });
    }

    private async Task<CommandResult?> FindOverlap(string path, IReadOnlyList<CacheFolderState> folders)
    {
        if (folders.FirstOrDefault(f => Overlaps(Canonical(f), path)) is { } folder)
        {
            return CommandResult.Conflict("overlappingPath",
                $"'{path}' lies in or around cache folder {folder.Id} ('{folder.Path}'); choose a folder beside it.");
        }

        var known = await collections.ListAsync(CancellationToken.None);
        return known.FirstOrDefault(c => Overlaps(c.Path, path)) is { } collection
            ? CommandResult.Conflict("overlappingPath", $"'{path}' lies in or around collection {collection.Id} ('{collection.Path}'), and renditions "
                + "would be taken for pictures; choose a folder beside it.")
            : null;
    }

    private async Task<CommandResult> Make(CacheFolderState folder)
    {
        try
        {
            var made = await GrainFactory.GetGrain<ICacheFolderGrainInternal>(folder.Id.Value).Create(folder);
            return made is { Status: CommandStatus.Invalid, Code: "markerMissing" }
                ? CommandResult.Conflict("markerOfAnother", $"'{folder.Path}' bears the marker of another cache folder or another server; choose "
                    + "another folder, or delete its file '.mediapipeline-folder' if nobody uses it.")
                : made;
        }
        catch (RenditionStoreException e)
        {
            return CommandResult.Invalid(e.Fault.Code, $"'{folder.Path}' cannot become a cache folder: {e.Message}");
        }
    }

    // A moved data directory keeps the id of its cache folder, and another folder may later be added at the old path.
    private static CacheFolderId NewId(string path, IReadOnlyList<CacheFolderState> known) =>
        known.FirstOrDefault(f => f.Id == CacheFolderId.Of(path)) is { } moved
        ? EntityId.Derive<CacheFolderId>(path, moved.Path)
        : CacheFolderId.Of(path);
}

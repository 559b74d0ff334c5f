using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Collections;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Jobs.Drain;

/// <summary>Target of each rendition of a drained folder: its collection's folder, which is chosen again if it is the drained or an unusable one.</summary>
internal sealed class DrainTargets(ICollectionStore collections, IGrainFactory grains)
{
    private readonly Dictionary<CollectionId, CacheFolderId?> _folders = [];

    /// <summary>Assigns another folder to every collection of the drained one; returns what to wait for if there is none with space.</summary>
    public async Task<WaitingFor?> AssignAsync(CacheFolderState drained)
    {
        var own = (await collections.ListAsync(CancellationToken.None)).Where(c => c.CacheFolderId == drained.Id).ToList();
        if (own.Count == 0)
        {
            return null;
        }

        var others = await OthersAsync(drained);
        foreach (var collection in own)
        {
            if (CacheFolderChoice.For(collection.Id, others) is not { } chosen)
            {
                var message = $"No other cache folder has space for the renditions in '{drained.Path}': add one, or raise the maxBytes of one. "
                    + "Work resumes automatically.";
                return new WaitingFor(CacheFolderCodes.NoFolderWithSpace, null, message, default);
            }

            await grains.GetGrain<ICollectionGrainInternal>(collection.Id.Value).MoveTo(chosen.Id);
        }

        return null;
    }

    /// <summary>Assigns a third folder to the collections whose new folder is full. False when there is none.</summary>
    public async Task<bool> ReassignAsync(CacheFolderState drained)
    {
        var others = await OthersAsync(drained);
        var changed = false;
        foreach (var (collection, folder) in _folders.ToList())
        {
            if (folder is { } current && others.All(o => o.Id != current) && CacheFolderChoice.For(collection, others) is { } chosen)
            {
                await grains.GetGrain<ICollectionGrainInternal>(collection.Value).MoveTo(chosen.Id);
                changed = true;
            }
        }

        return changed;
    }

    /// <summary>Null when the collection is gone: its deletion removes its pictures too.</summary>
    public async Task<CacheFolderId?> OfAsync(CollectionId collection)
    {
        if (!_folders.TryGetValue(collection, out var folder))
        {
            folder = (await grains.GetGrain<ICollectionGrainInternal>(collection.Value).Describe())?.CacheFolderId;
            _folders[collection] = folder;
        }

        return folder;
    }

    private async Task<IReadOnlyList<CacheFolderState>> OthersAsync(CacheFolderState drained)
    {
        var all = await collections.ListCacheFoldersAsync(CancellationToken.None);
        return await CacheFolderChoice.HealthyAsync([.. all.Where(f => f.Id != drained.Id)], grains);
    }
}

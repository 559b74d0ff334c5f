using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Collections;
using MediaPipeline.Grains.Images.Render;
using MediaPipeline.Grains.Items.Stages;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Images;

/// <summary>Its files: moved, compared and deleted in its turns, so that its record and the disk are compared at one moment.</summary>
internal sealed partial class ImageGrain
{
    private IReadOnlyList<NamedFile> Named =>
        [.. new[] { Record.Thumbnail, Record.Viewing }.OfType<StoredRendition>().Select(r => new NamedFile(r.Path, r.Bytes))];

    public async Task<MoveResult> MoveTo(CacheFolderId folder, JobId job)
    {
        if (!await ExistsAsync() || Record.CacheFolderId == folder)
        {
            DeactivateOnIdle();
            return new MoveResult(MoveOutcome.Moved);
        }

        if (IsStageRunning)
        {
            return new MoveResult(MoveOutcome.Busy);
        }

        if (Record is not { RenditionCount: > 0, CacheFolderId: { } from })
        {
            await ApplyAsync(new ImageEvent.RenditionsMoved(folder));
            return new MoveResult(MoveOutcome.Moved);
        }

        return await GuardedAsync(from, () => WholeAsync(from)) switch
        {
            (_, { } closed) => new MoveResult(MoveOutcome.Refused, closed),
            (false, _) => await LoseAsync(job),
            _ => await MoveFilesAsync(from, folder, job),
        };
    }

    public async Task<bool> Recheck(CacheFolderId folder, JobId job)
    {
        if (!await ExistsAsync() || IsStageRunning || Record.CacheFolderId != folder || Record.RenditionCount == 0 || await WholeAsync(folder))
        {
            return false;
        }

        await LoseAsync(job);
        return true;
    }

    public async Task<DeletedFiles> DeleteUnnamed(CacheFolderId folder, IReadOnlyList<string> targets, DateTimeOffset changedUntil)
    {
        var known = await ExistsAsync();
        if (!known || Record.State is not (ItemState.Running or ItemState.Pending))
        {
            DeactivateOnIdle();
        }

        // The running attempt may just have renamed its files to their targets: leftovers are found by a later clean-up.
        if ((known && Record.State == ItemState.Running) || await PathOfAsync(folder) is not { } path)
        {
            return new DeletedFiles(0, 0);
        }

        var named = known && Record.CacheFolderId == folder ? Named.Select(f => f.Target) : [];
        string[] unnamed = [.. targets.Except(named, StringComparer.Ordinal)];
        return await files.DeleteOlderAsync(path, folder.Value, unnamed, changedUntil, CancellationToken.None);
    }

    private async Task<MoveResult> MoveFilesAsync(CacheFolderId from, CacheFolderId folder, JobId job)
    {
        var image = Record;
        var target = GrainFactory.GetGrain<ICacheFolderGrainInternal>(folder.Value);
        if (await target.Admit(new Admission(image.Id, image.Attempt, image.CollectionId, image.RenditionBytes)) is { } full)
        {
            return new MoveResult(MoveOutcome.Refused, full);
        }

        try
        {
            return await GuardedAsync(folder, () => CopyAsync(from, folder)) switch
            {
                (_, { } closed) => new MoveResult(MoveOutcome.Refused, closed),
                (false, _) => await LoseAsync(job),
                _ => await PlaceAsync(folder, image.RenditionBytes),
            };
        }
        finally
        {
            await target.Settle(image.Id, image.Attempt);
        }
    }

    private async Task<MoveResult> PlaceAsync(CacheFolderId folder, long bytes)
    {
        await ApplyAsync(new ImageEvent.RenditionsMoved(folder));
        return new MoveResult(MoveOutcome.Moved, Bytes: bytes);
    }

    private async Task<MoveResult> LoseAsync(JobId job)
    {
        await ApplyAsync(new ImageEvent.RenditionsLost(job));
        return new MoveResult(MoveOutcome.Lost);
    }

    private async Task<bool> WholeAsync(CacheFolderId folder)
    {
        var path = await PathOfAsync(folder) ?? throw new InvalidOperationException($"{Record.Id} refers to cache folder {folder}, which does not exist.");
        var lengths = await files.LengthsAsync(path, folder.Value, [.. Named.Select(f => f.Target)], CancellationToken.None);
        return lengths.SequenceEqual(Named.Select(f => (long?)f.Bytes));
    }

    private async Task<bool> CopyAsync(CacheFolderId from, CacheFolderId to)
    {
        var (source, target) = (await PathOfAsync(from), await PathOfAsync(to));
        return source is not null && target is not null && await files.CopyAsync(source, target, to.Value, Named, CancellationToken.None);
    }

    /// <summary>The result, or why that folder's disk cannot be used.</summary>
    private async Task<(bool Done, WaitingFor? Closed)> GuardedAsync(CacheFolderId folder, Func<Task<bool>> act)
    {
        try
        {
            return (await act(), null);
        }
        catch (RenditionStoreException e)
        {
            return (false, await GrainFactory.GetGrain<ICacheFolderGrainInternal>(folder.Value).Report(e.Fault.Code, e.Fault.Message));
        }
    }

    private Task SettleAsync(int attempt, Rendered? made) => made is null ? Task.CompletedTask
        : GrainFactory.GetGrain<ICacheFolderGrainInternal>(made.CacheFolderId.Value).Settle(ImageId.FromValidated(this.GetPrimaryKeyString()), attempt);

    // Its state refers to those in its own folder; a lost attempt may have left files in the folder for new renditions of its collection.
    private async Task DeleteAllFilesAsync()
    {
        var all = RenditionRecipe.AllPaths(renditions.CurrentValue, Record);
        foreach (var folder in new[] { Record.CacheFolderId, await CurrentFolderAsync() }.OfType<CacheFolderId>().Distinct())
        {
            await DeleteFilesAsync(folder, all);
        }
    }

    private async Task<CacheFolderId?> CurrentFolderAsync() =>
        (await GrainFactory.GetGrain<ICollectionGrainInternal>(Record.CollectionId.Value).Describe())?.CacheFolderId;

    /// <summary>Reports a fault of the disk of its files, also when only lost attempts may have left some.</summary>
    private async Task<WaitingFor> ReportAsync(RenditionStoreException e) => (Record.CacheFolderId ?? await CurrentFolderAsync()) is { } folder
        ? await GrainFactory.GetGrain<ICacheFolderGrainInternal>(folder.Value).Report(e.Fault.Code, e.Fault.Message)
        : throw new InvalidOperationException($"{Record.Id} has files, but neither it nor its collection has a cache folder.", e);

    private Task<string?> PathOfAsync(CacheFolderId folder) => GrainFactory.GetGrain<ICacheFolderGrainInternal>(folder.Value).Locate();

    /// <summary>
    /// Deletes files that no record refers to any more. An unavailable disk holds up neither the picture nor its job: a clean-up finds what stays there.
    /// </summary>
    private async Task TryDeleteFilesAsync(CacheFolderId folder, IReadOnlyList<string> paths)
    {
        try
        {
            await DeleteFilesAsync(folder, paths);
        }
        catch (RenditionStoreException e)
        {
            LogFilesLeft(this.GetPrimaryKeyString(), folder, e.Message);
        }
    }

    private async Task DeleteFilesAsync(CacheFolderId folder, IReadOnlyList<string> paths)
    {
        if (await PathOfAsync(folder) is { } path)
        {
            await files.DeleteAsync(path, paths, CancellationToken.None);
        }
    }
}

using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Collections;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Grains.Stages;

namespace MediaPipeline.Grains.Images;

/// <summary>Its files: moved, compared and deleted in its turns, so that its state and the disk are never looked at apart.</summary>
internal sealed partial class ImageGrain
{
    // An attempt that this activation handed out writes files; one that was found in the store died with its process.
    private bool IsAtWork => record.State.State == ItemState.Running && _handedOut == record.State.Attempt;

    private IReadOnlyList<NamedFile> Named =>
        [.. new[] { record.State.Thumbnail, record.State.Cache }.OfType<StoredRendition>().Select(r => new NamedFile(r.Path, r.Bytes))];

    public async Task<MoveResult> MoveTo(CacheFolderId folder, JobId job)
    {
        if (!await Exists() || record.State.CacheFolderId == folder)
        {
            DeactivateOnIdle();
            return new MoveResult(MoveOutcome.Moved);
        }

        if (IsAtWork)
        {
            return new MoveResult(MoveOutcome.Busy);
        }

        if (record.State is not { RenditionCount: > 0, CacheFolderId: { } from })
        {
            await Apply(new ImageEvent.Moved(folder));
            return new MoveResult(MoveOutcome.Moved);
        }

        return await Guarded(from, () => Whole(from)) switch
        {
            (_, { } closed) => new MoveResult(MoveOutcome.Refused, closed),
            (false, _) => await Lose(job),
            _ => await MoveFiles(from, folder, job),
        };
    }

    public async Task<bool> Recheck(CacheFolderId folder, JobId job)
    {
        if (!await Exists() || IsAtWork || record.State.CacheFolderId != folder || record.State.RenditionCount == 0 || await Whole(folder))
        {
            return false;
        }

        await Lose(job);
        return true;
    }

    public async Task<DeletedFiles> DeleteUnnamed(CacheFolderId folder, IReadOnlyList<string> targets, DateTimeOffset changedUntil)
    {
        var known = await Exists();
        if (!known || record.State.State is not (ItemState.Running or ItemState.Pending))
        {
            DeactivateOnIdle();
        }

        // Whatever attempt runs, its files may just have got their names: what is left of them is found another time.
        if ((known && record.State.State == ItemState.Running) || await PathOf(folder) is not { } path)
        {
            return new DeletedFiles(0, 0);
        }

        var named = known && record.State.CacheFolderId == folder ? Named.Select(f => f.Target) : [];
        string[] unnamed = [.. targets.Except(named, StringComparer.Ordinal)];
        return await files.DeleteOlderAsync(path, folder.Value, unnamed, changedUntil, CancellationToken.None);
    }

    private async Task<MoveResult> MoveFiles(CacheFolderId from, CacheFolderId folder, JobId job)
    {
        var state = record.State;
        var target = GrainFactory.GetGrain<ICacheFolderWork>(folder.Value);
        if (await target.Admit(new Admission(state.Id, state.Attempt, state.CollectionId, state.RenditionBytes)) is { } full)
        {
            return new MoveResult(MoveOutcome.Refused, full);
        }

        try
        {
            return await Guarded(folder, () => Copy(from, folder)) switch
            {
                (_, { } closed) => new MoveResult(MoveOutcome.Refused, closed),
                (false, _) => await Lose(job),
                _ => await Place(folder, state.RenditionBytes),
            };
        }
        finally
        {
            await target.Settle(state.Id, state.Attempt);
        }
    }

    private async Task<MoveResult> Place(CacheFolderId folder, long bytes)
    {
        await Apply(new ImageEvent.Moved(folder));
        return new MoveResult(MoveOutcome.Moved, Bytes: bytes);
    }

    private async Task<MoveResult> Lose(JobId job)
    {
        await Apply(new ImageEvent.RenditionsLost(job));
        return new MoveResult(MoveOutcome.Lost);
    }

    private async Task<bool> Whole(CacheFolderId folder)
    {
        var path = await PathOf(folder) ?? throw new InvalidOperationException($"{record.State.Id} names cache folder {folder}, which there is not.");
        var lengths = await files.LengthsAsync(path, folder.Value, [.. Named.Select(f => f.Target)], CancellationToken.None);
        return lengths.SequenceEqual(Named.Select(f => (long?)f.Bytes));
    }

    private async Task<bool> Copy(CacheFolderId from, CacheFolderId to)
    {
        var (source, target) = (await PathOf(from), await PathOf(to));
        return source is not null && target is not null && await files.CopyAsync(source, target, to.Value, Named, CancellationToken.None);
    }

    /// <summary>What came of it, or why that folder's disk does not take part.</summary>
    private async Task<(bool Done, WaitingFor? Closed)> Guarded(CacheFolderId folder, Func<Task<bool>> act)
    {
        try
        {
            return (await act(), null);
        }
        catch (RenditionStoreException e)
        {
            return (false, await GrainFactory.GetGrain<ICacheFolderWork>(folder.Value).Report(e.Fault.Code, e.Fault.Message));
        }
    }

    private Task Settle(int attempt, StageOutcome outcome) => outcome is StageOutcome.Rendered rendered
        ? GrainFactory.GetGrain<ICacheFolderWork>(rendered.CacheFolderId.Value).Settle(ImageId.FromValidated(this.GetPrimaryKeyString()), attempt)
        : Task.CompletedTask;

    // Its state names those in its own folder; a lost attempt may have left some where its collection's new ones go.
    private async Task DeleteAllFiles()
    {
        var all = RenditionRecipe.AllPaths(renditions.CurrentValue, record.State);
        var current = (await GrainFactory.GetGrain<ICollectionWork>(record.State.CollectionId.Value).Describe())?.CacheFolderId;
        foreach (var folder in new[] { record.State.CacheFolderId, current }.OfType<CacheFolderId>().Distinct())
        {
            await DeleteFiles(folder, all);
        }
    }

    private Task<string?> PathOf(CacheFolderId folder) => GrainFactory.GetGrain<ICacheFolderWork>(folder.Value).Locate();

    private async Task DeleteFiles(CacheFolderId folder, IReadOnlyList<string> paths)
    {
        if (await PathOf(folder) is { } path)
        {
            await files.DeleteAsync(path, paths, CancellationToken.None);
        }
    }
}

using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Jobs.Folders;

/// <summary>What the jobs over a cache folder share: they end when it is removed, and wait while its disk is unavailable.</summary>
internal abstract class FolderJobSteps<T>(JobContext context, IGrainFactory grains) : ItemDrivingSteps<T>(context)
    where T : FolderJobRecord
{
    protected IGrainFactory Grains => grains;

    protected sealed override async Task<bool> AdvanceAsync(T job)
    {
        var grain = FolderOf(job);
        if (await grain.Describe() is not { } folder)
        {
            await DriveOnAsync(job);
            return true;
        }

        try
        {
            return await AdvanceAsync(job, folder);
        }
        catch (RenditionStoreException e)
        {
            await DisposeAsync();
            WaitAt(await grain.Report(e.Fault.Code, e.Fault.Message));
            return true;
        }
        catch
        {
            // After a failed step the walk starts again from the stored cursor.
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>A small step over that folder.</summary>
    protected abstract Task<bool> AdvanceAsync(T job, CacheFolderState folder);

    /// <summary>Stores the result of a step.</summary>
    protected Task SaveAsync(T job) => Context.SaveAsync(job with
    {
        State = JobState.Running,
        WaitingFor = null,
        LastProgressAt = Context.Clock.GetUtcNow(),
    });

    /// <summary>The work on the folder itself is done; pictures that are being rendered again may be left.</summary>
    protected async Task DriveOnAsync(T job)
    {
        await DisposeAsync();
        await FolderOf(job).JobEnded(job.Id);
        await SaveAsync(job with { Phase = JobPhases.Driving, ReadToEnd = true, Cursor = null });
    }

    private ICacheFolderGrainInternal FolderOf(T job) => grains.GetGrain<ICacheFolderGrainInternal>(job.CacheFolderId.Value);
}

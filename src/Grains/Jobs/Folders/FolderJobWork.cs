using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Jobs.Folders;

/// <summary>What the jobs over a cache folder share: they end when it is given up, and hold while its disk is away.</summary>
internal abstract class FolderJobWork(JobId id, JobWorkFactory tools, Func<JobRecord, Task> save) : DrivingWork(id, tools, save)
{
    protected sealed override async Task<bool> AdvanceAsync(JobRecord job)
    {
        var folderId = job.CacheFolderId ?? throw new InvalidOperationException($"Job {job.Id} works on no cache folder.");
        var grain = Tools.Grains.GetGrain<ICacheFolderGrainInternal>(folderId.Value);
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
            HoldAt(await grain.Report(e.Fault.Code, e.Fault.Message));
            return true;
        }
        catch
        {
            // What a broken step had taken from the disk is taken again, from the stored cursor on.
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>A small step over that folder.</summary>
    protected abstract Task<bool> AdvanceAsync(JobRecord job, CacheFolderState folder);

    /// <summary>Stores what a step came to.</summary>
    protected Task SaveAsync(JobRecord job) => Save(job with
    {
        State = JobState.Running,
        WaitingFor = null,
        LastProgressAt = Tools.Clock.GetUtcNow(),
    });

    /// <summary>The folder's own part is done; pictures that it sent through their stages again may be left.</summary>
    protected async Task DriveOnAsync(JobRecord job)
    {
        await DisposeAsync();
        await Tools.Grains.GetGrain<ICacheFolderGrainInternal>(job.CacheFolderId!.Value.Value).JobEnded(job.Type, job.Id);
        await SaveAsync(job with { Phase = JobPhase.Driving, ReadToEnd = true, Cursor = null });
    }
}

using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.Collections;
using MediaPipeline.Grains.Images;

namespace MediaPipeline.Grains.Jobs;

/// <summary>Takes away a collection and all we made for it: its other jobs end, then its pictures go page by page, then its record. It cannot be called back.</summary>
internal sealed class DeletionWork(JobWorkFactory tools, Func<JobRecord, Task> save) : JobWork
{
    public override async Task<bool> StepAsync(JobRecord job)
    {
        var collection = job.CollectionId ?? throw new InvalidOperationException($"Job {job.Id} deletes no collection.");
        var others = (await tools.Jobs.ListUnfinishedAsync(collection, CancellationToken.None)).Where(other => other != job.Id).ToList();
        foreach (var other in others)
        {
            await tools.Grains.GetGrain<IJobGrain>(other.Value).Cancel();
        }

        var known = await tools.Images.ListKnownAsync(collection, null, tools.Options.PageSize, CancellationToken.None);
        await GrainCalls.ForEachAsync(known, k => tools.Grains.GetGrain<IImageGrainInternal>(k.Id.Value).Remove());
        if (known.Count > 0)
        {
            await save(job with { Unchanged = 0, Vanished = job.Vanished + known.Count, LastProgressAt = tools.Clock.GetUtcNow() });
            return true;
        }

        if (others.Count > 0)
        {
            // One that reads may still store what it has read: the next look sees whether it has ended.
            return false;
        }

        await tools.Grains.GetGrain<ICollectionGrainInternal>(collection.Value).Forget();
        await tools.Reporter.EndAsync(job with { ReadToEnd = true }, save);
        return false;
    }
}

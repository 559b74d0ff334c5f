using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.Collections;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Jobs.DeleteCollection;

/// <summary>Deletes a collection and all that was made for it: its other jobs are ended, then its pictures are deleted page by page, then its record.</summary>
internal sealed class DeleteCollectionSteps(JobContext context, IJobStore jobs, IImageStore images, IGrainFactory grains) : JobSteps
{
    public override async Task<bool> StepAsync(JobRecord job)
    {
        var collection = ((DeleteCollectionRecord)job).CollectionId;
        var others = (await jobs.ListUnfinishedAsync(collection, CancellationToken.None)).Where(other => other != job.Id).ToList();
        foreach (var other in others)
        {
            await grains.GetGrain<IJobGrain>(other.Value).Cancel();
        }

        var known = await images.ListKnownAsync(collection, null, context.Options.PageSize, CancellationToken.None);
        await GrainCalls.ForEachAsync(known, k => grains.GetGrain<IImageGrainInternal>(k.Id.Value).Remove());
        if (known.Count > 0)
        {
            await context.SaveAsync(job with { LastProgressAt = context.Clock.GetUtcNow() });
            return true;
        }

        if (others.Count > 0)
        {
            // A job that is reading may still store what it has read: the next step checks whether it has ended.
            return false;
        }

        await grains.GetGrain<ICollectionGrainInternal>(collection.Value).Forget();
        await context.EndAsync(job with { ReadToEnd = true });
        return false;
    }
}

using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Grains.Jobs.RetryItems;

/// <summary>Goes through the matching items as a retry does, but skips them.</summary>
internal sealed class SkipItemsSteps(JobContext context) : ItemDrivingSteps<SkipItemsRecord>(context)
{
    protected override Task RetryAsync(SkipItemsRecord job, IItemGrain item) => item.Skip(job.Reason ?? "skipped by a user", job.Id);
}

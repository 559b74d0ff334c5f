namespace MediaPipeline.Grains.Jobs.RetryItems;

/// <summary>Retries items that match a filter; every job can do that, so there is nothing to add.</summary>
internal sealed class RetryItemsSteps(JobContext context) : ItemDrivingSteps<RetryItemsRecord>(context);

namespace MediaPipeline.Grains.Jobs.RetryItems;

/// <summary>Tries again what matches a filter: that, and driving it, is what every job can do.</summary>
internal sealed class RetryItemsSteps(JobContext context) : ItemDrivingSteps<RetryItemsRecord>(context);

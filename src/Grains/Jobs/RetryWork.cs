using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Grains.Jobs;

/// <summary>Tries again or skips what matches a filter: that, and driving it, is what every job can do.</summary>
internal sealed class RetryWork(JobId id, JobWorkFactory tools, Func<JobRecord, Task> save) : DrivingWork(id, tools, save)
{
    protected override Task<bool> AdvanceAsync(JobRecord job) => throw new InvalidOperationException($"Job {job.Id} of type {job.Type} has no phase {job.Phase}.");
}

using Microsoft.Extensions.DependencyInjection;

namespace MediaPipeline.Grains.Jobs;

/// <summary>Makes the steps of a job.</summary>
internal sealed class JobStepsFactory(JobKinds kinds, IServiceProvider services)
{
    /// <param name="save">Stores a new state of the job.</param>
    public JobSteps Create(JobRecord job, Func<JobRecord, Task> save)
    {
        var kind = kinds.Find(job.Type) ?? throw new InvalidOperationException($"Job {job.Id} is of type '{job.Type}', which no kind of job has.");
        var window = ActivatorUtilities.CreateInstance<ItemWindow>(services, job.Id);
        return kind.CreateSteps(services, ActivatorUtilities.CreateInstance<JobContext>(services, job.Id, save, window));
    }
}

using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Gates;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Jobs;

/// <summary>What the steps of every kind need to know about their job. Anything else is injected.</summary>
/// <param name="save">Stores a new state of the job.</param>
internal sealed class JobContext(
    JobId id,
    Func<JobRecord, Task> save,
    ItemWindow window,
    ItemSweep sweep,
    GateDirectory gates,
    JobReporter reporter,
    IOptionsMonitor<JobOptions> options,
    TimeProvider clock)
{
    public JobId Id => id;
    public ItemWindow Window => window;
    public ItemSweep Sweep => sweep;
    public GateDirectory Gates => gates;
    public JobReporter Reporter => reporter;
    public JobOptions Options => options.CurrentValue;
    public TimeProvider Clock => clock;

    /// <summary>Stores a new state of the job.</summary>
    public Task SaveAsync(JobRecord job) => save(job);

    /// <summary>Stores a new state of the job and publishes it.</summary>
    public async Task SaveAsync(JobRecord job, string feedEvent)
    {
        await save(job);
        await reporter.PublishAsync(feedEvent, job);
    }

    /// <summary>Stores the end of the job if nothing is outstanding; otherwise what it waits for.</summary>
    public Task TryEndAsync(JobRecord job) => reporter.TryEndAsync(job, save);

    /// <summary>Stores the end of the job.</summary>
    public Task EndAsync(JobRecord job) => reporter.EndAsync(job, save);
}

using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Ports.Sources;
using MediaPipeline.Grains.Ports.Storage;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Jobs;

/// <summary>All that the work of jobs needs besides the job.</summary>
internal sealed class JobWorkFactory(
    ISourceReader sources,
    IImageStore images,
    IJobStore jobs,
    IGrainFactory grains,
    IOptionsMonitor<JobOptions> options,
    IOptionsMonitor<RenditionOptions> renditions,
    JobReporter reporter,
    TimeProvider clock)
{
    public ISourceReader Sources => sources;
    public IImageStore Images => images;
    public IJobStore Jobs => jobs;
    public IGrainFactory Grains => grains;
    public JobOptions Options => options.CurrentValue;
    public string Recipe => RenditionRecipe.Of(renditions.CurrentValue);
    public JobReporter Reporter => reporter;
    public TimeProvider Clock => clock;

    /// <summary>The work of that job; <paramref name="save"/> stores a new state of it.</summary>
    public JobWork Create(JobId job, Func<StoredJob, Task> save) => new CollectionJobWork(job, this, save);
}

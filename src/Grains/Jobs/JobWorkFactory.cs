using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.Gates;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Jobs.Folders;
using MediaPipeline.Grains.Ports.Sources;
using MediaPipeline.Grains.Ports.Storage;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Jobs;

/// <summary>All that the work of jobs needs besides the job.</summary>
internal sealed class JobWorkFactory(
    ISourceReader sources,
    IItemStore items,
    ItemKinds kinds,
    GateDirectory gates,
    IImageStore images,
    IJobStore jobs,
    ICollectionStore collections,
    IRenditionStore files,
    IGrainFactory grains,
    IOptionsMonitor<JobOptions> options,
    IOptionsMonitor<RenditionOptions> renditions,
    JobReporter reporter,
    TimeProvider clock)
{
    public ISourceReader Sources => sources;
    public IItemStore Items => items;
    public ItemKinds Kinds => kinds;
    public GateDirectory Gates => gates;
    public IImageStore Images => images;
    public IJobStore Jobs => jobs;
    public ICollectionStore Collections => collections;
    public IRenditionStore Files => files;
    public IGrainFactory Grains => grains;
    public JobOptions Options => options.CurrentValue;
    public string Recipe => RenditionRecipe.Of(renditions.CurrentValue);
    public JobReporter Reporter => reporter;
    public TimeProvider Clock => clock;

    /// <summary>The work of a job; <paramref name="save"/> stores a new state of it.</summary>
    public JobWork Create(JobRecord job, Func<JobRecord, Task> save) => job.Type switch
    {
        JobType.ScanCollection => new ScanWork(job.Id, this, save),
        JobType.DeleteCollection => new DeletionWork(this, save),
        JobType.RetryItems or JobType.SkipItems => new RetryWork(job.Id, this, save),
        JobType.Reconcile => new ReconcileWork(job.Id, this, save),
        JobType.CleanOrphans => new CleanUpWork(job.Id, this, save),
        JobType.Drain => new DrainWork(job.Id, this, save),
        _ => throw new InvalidOperationException($"Nobody does the work of job {job.Id} of type {job.Type}."),
    };
}

using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Stages;

namespace MediaPipeline.Grains.Images;

/// <summary>What workers and jobs say to a picture; callers outside see <see cref="Contracts.Images.IImageGrain"/>.</summary>
[Alias("IImageWork")]
public interface IImageWork : IGrainWithStringKey
{
    /// <summary>An attempt ended. Any but the running one is ignored.</summary>
    [Alias("StageEnded")]
    Task StageEnded(int attempt, StageOutcome outcome);

    /// <summary>A scan saw its source. False when nothing was to be changed.</summary>
    [Alias("Seen")]
    Task<bool> Seen(ImageSighting sighting);

    /// <summary>A scan did not see its source.</summary>
    [Alias("Vanished")]
    Task Vanished(JobId jobId);

    /// <summary>Its collection is deleted: what we made goes, then the record.</summary>
    [Alias("Remove")]
    Task Remove();
}

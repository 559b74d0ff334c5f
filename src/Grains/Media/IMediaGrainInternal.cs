using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Grains.Media;

/// <summary>Calls from imports; callers outside this assembly use <see cref="Contracts.Media.IMediaGrain"/>.</summary>
[Alias("IMediaGrainInternal")]
public interface IMediaGrainInternal : IGrainWithStringKey
{
    /// <summary>An import has read something about it. False when it is known already.</summary>
    [Alias("Offer")]
    Task<bool> Offer(OfferedFacts facts, JobId jobId, int priority);
}

using MediaPipeline.Contracts.Providers;

namespace MediaPipeline.Grains.Providers;

/// <summary>A provider, as those see it who send it requests. Callers outside this assembly use <see cref="IProviderGrain"/>.</summary>
[Alias("IProviderGrainInternal")]
public interface IProviderGrainInternal : IGrainWithStringKey
{
    /// <summary>Takes a token of the limit.</summary>
    [Alias("Enter"), AlwaysInterleave]
    Task<ProviderPass> Enter();

    [Alias("Report"), AlwaysInterleave]
    Task Report(ProviderReport report);
}

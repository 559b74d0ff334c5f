using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Contracts.Providers;

/// <summary>A provider, keyed by its name. Its limit holds for all silos; its gate is closed while it is down.</summary>
[Alias("IProviderGrain")]
public interface IProviderGrain : IGateGrain
{
    /// <summary>What has been asked of it, since the grain was activated.</summary>
    [Alias("Describe"), AlwaysInterleave]
    Task<ProviderView> Describe();
}

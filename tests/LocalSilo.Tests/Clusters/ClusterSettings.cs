using Microsoft.Extensions.DependencyInjection;

namespace MediaPipeline.LocalSilo.Tests.Clusters;

/// <summary>What a test may ask of either runtime.</summary>
public sealed record ClusterSettings
{
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Services of the silo, beside the stores that every cluster has: <c>Default</c> and <c>Racing</c>.</summary>
    public Action<IServiceCollection> Services { get; init; } = _ => { };
}

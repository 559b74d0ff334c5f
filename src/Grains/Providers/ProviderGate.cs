using MediaPipeline.Contracts.Providers;
using MediaPipeline.Grains.Gates;

namespace MediaPipeline.Grains.Providers;

/// <summary>The gate of a provider.</summary>
internal static class ProviderGate
{
    public static GateKind Kind { get; } = new("provider:", typeof(IProviderGrain));

    public static string Of(string provider) => Kind.Prefix + provider;
}

using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Grains.Providers;

/// <summary>Whether a request may be sent.</summary>
/// <param name="After">How long to wait for the limit first; then the gate is to be looked at again.</param>
/// <param name="Closed">Why it may not be sent: the gate is closed.</param>
[GenerateSerializer, Immutable, Alias("ProviderPass")]
public sealed record ProviderPass([property: Id(0)] TimeSpan After, [property: Id(1)] WaitingFor? Closed = null);

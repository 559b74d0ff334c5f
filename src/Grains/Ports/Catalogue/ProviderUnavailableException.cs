using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Grains.Ports.Catalogue;

/// <summary>
/// A provider cannot be used now: its limit is reached, it has an outage, it cannot be reached, or its answer is no answer. Its gate is closed; it uses up no
/// try of whatever needs it. The message names the provider, what it said, and the remedy.
/// </summary>
/// <param name="provider">Its name; the gate is <c>provider:{name}</c>.</param>
/// <param name="code">Stable: <c>rateLimited</c>, <c>providerUnavailable</c>, <c>providerRefused</c>, …</param>
public sealed class ProviderUnavailableException(string provider, string code, string message, Exception? inner = null) : Exception(message, inner)
{
    public string Provider { get; } = provider;

    public string Code { get; } = code;

    /// <summary>What is waited for meanwhile.</summary>
    public WaitingFor ToWaitingFor(DateTimeOffset now) => new(Code, $"provider:{Provider}", Message, now);
}

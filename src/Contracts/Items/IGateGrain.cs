namespace MediaPipeline.Contracts.Items;

/// <summary>
/// A shared resource that can be unavailable (the gate is closed): a source, a cache folder, a provider. Items that need it wait, and use up no try.
/// </summary>
[Alias("IGateGrain")]
public interface IGateGrain : IGrainWithStringKey
{
    /// <summary>Why the gate is closed; null when it is open.</summary>
    [Alias("FindGate"), AlwaysInterleave]
    Task<WaitingFor?> FindGate();
}

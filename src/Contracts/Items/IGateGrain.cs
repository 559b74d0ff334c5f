namespace MediaPipeline.Contracts.Items;

/// <summary>A shared resource that can be closed: a source, a cache folder, a provider. What needs it waits, and uses up no try.</summary>
[Alias("IGateGrain")]
public interface IGateGrain : IGrainWithStringKey
{
    /// <summary>What keeps it from being used now; null when nothing does.</summary>
    [Alias("FindGate"), AlwaysInterleave]
    Task<WaitingFor?> FindGate();
}

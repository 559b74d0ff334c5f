using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Grains.Media.Embed;

/// <summary>The gate of a model; its key is the model's id.</summary>
[Alias("IEmbedderGateGrain")]
public interface IEmbedderGateGrain : IGateGrain
{
    /// <summary>The model cannot be used.</summary>
    /// <param name="message">Why, and what to do.</param>
    /// <returns>What is waited for until it is tried again.</returns>
    [Alias("Close")]
    Task<WaitingFor> Close(string message);
}

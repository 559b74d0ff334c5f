using Orleans;
using Orleans.Runtime;

namespace MediaPipeline.LocalSilo;

/// <summary>Told of the life of activations, if registered as a service: what tests and figures wait on. Called on the activation's turn, so be brief.</summary>
public interface ILocalSiloEvents
{
    void OnActivated(GrainId grainId);

    void OnClosed(GrainId grainId, DeactivationReason reason);
}

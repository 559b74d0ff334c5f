using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Grains.Images;

/// <summary>Which trace a picture's stages belong to. Stored while they are under way, so that a retry after its wait, or after a restart, is found in the trace that began it.</summary>
internal static class ImageTraces
{
    /// <summary>The state to store: with the trace of the call that began an attempt, else with the one it had; without one at rest.</summary>
    public static ImageState Mark(ImageState state, IReadOnlyList<ImageEffect> effects, string? carried)
    {
        var trace = state.State switch
        {
            ItemState.Running when effects.Any(e => e is ImageEffect.RunStage) => carried ?? state.TraceParent,
            ItemState.Running or ItemState.Waiting => state.TraceParent,
            _ => null,
        };
        return string.Equals(trace, state.TraceParent, StringComparison.Ordinal) ? state : state with { TraceParent = trace };
    }
}

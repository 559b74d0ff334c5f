using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Items;

namespace MediaPipeline.Grains.Media;

/// <summary>What can happen to a title, besides what can happen to every item.</summary>
internal abstract record MediaEvent : ItemEvent
{
    private MediaEvent() { }

    /// <summary>An import has read something else about it.</summary>
    internal sealed record Offered(OfferedFacts Facts, JobId JobId, int Priority) : MediaEvent;
}

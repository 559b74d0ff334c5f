using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Grains.Items;

/// <summary>The final state that an item gets once its external effects are undone. Stored, so that a crash does not lose it.</summary>
/// <param name="State">Failed, quarantined or skipped.</param>
/// <param name="After">
/// The latest attempt before the decision. If it is still running, its outcome is awaited first: until then it may still have effects.
/// </param>
/// <param name="SkippedReason">Why, when it is skipped.</param>
/// <param name="Error">What went wrong, when it is not.</param>
/// <param name="Tries">How often that was tried, when it is not.</param>
[GenerateSerializer, Immutable, Alias("ItemEnding")]
public sealed record ItemEnding(
    [property: Id(0)] ItemState State, [property: Id(1)] int After, [property: Id(2)] string? SkippedReason = null, [property: Id(3)] ItemError? Error = null,
    [property: Id(4)] int Tries = 0);

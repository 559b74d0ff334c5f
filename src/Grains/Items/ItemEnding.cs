using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Grains.Items;

/// <summary>The end that an item comes to when what its stages did outside is undone. Stored, so that it comes whatever happens meanwhile.</summary>
/// <param name="State">Failed, quarantined or skipped.</param>
/// <param name="After">The latest attempt before it was decided. Where that one is still under way its outcome is awaited: only then nothing is done any
/// more.</param>
/// <param name="SkippedReason">Why, when it is skipped.</param>
/// <param name="Error">What went wrong, when it is not.</param>
[GenerateSerializer, Immutable, Alias("ItemEnding")]
public sealed record ItemEnding(
    [property: Id(0)] ItemState State, [property: Id(1)] int After, [property: Id(2)] string? SkippedReason = null, [property: Id(3)] ItemError? Error = null);

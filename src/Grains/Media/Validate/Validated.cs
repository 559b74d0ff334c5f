using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Items.Stages;

namespace MediaPipeline.Grains.Media.Validate;

/// <param name="Enrichers">Those that may know more about the title.</param>
/// <param name="MergeInto">The title that a person has said is the same.</param>
/// <param name="KeptApart">The title that a person has said is another one.</param>
[GenerateSerializer, Immutable, Alias("Validated")]
public sealed record Validated(
    [property: Id(0)] IReadOnlyList<string> Enrichers, [property: Id(1)] MediaId? MergeInto, [property: Id(2)] MediaId? KeptApart) : StageResult;

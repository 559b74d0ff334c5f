using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Items.Stages;
using MediaPipeline.Grains.Media.Identity;

namespace MediaPipeline.Grains.Media.Enrich;

/// <param name="Found">What each enricher that has answered says; no facts but its name where it does not know the title.</param>
/// <param name="Left">Those that are still to be asked.</param>
/// <param name="MergeInto">Another title that has an id which was found.</param>
/// <param name="Contested">Titles that have one, though type or year tell that they are others.</param>
[GenerateSerializer, Immutable, Alias("Enriched")]
public sealed record Enriched(
    [property: Id(0)] IReadOnlyList<SourceFacts> Found,
    [property: Id(1)] IReadOnlyList<string> Left,
    [property: Id(2)] MediaId? MergeInto,
    [property: Id(3)] IReadOnlyList<ContestedTitle> Contested) : StageResult;

using MediaPipeline.Grains.Media;
using MediaPipeline.Grains.Ports.Catalogue;

namespace MediaPipeline.Grains.Jobs.Import;

/// <summary>What was read of a source at once.</summary>
/// <param name="Next">The cursor behind it; null: the source has no more.</param>
/// <param name="Broken">Where the source breaks off behind these records.</param>
/// <param name="EndsIfKnown">Whether nothing new follows if all of these are known.</param>
internal sealed record ImportPage(
    IReadOnlyList<OfferedFacts> Records, string? Next, CatalogueFileException? Broken = null, bool EndsIfKnown = false);

using MediaPipeline.Contracts.Media;

namespace MediaPipeline.Grains.Ports.Catalogue;

/// <summary>A provider that says more about a title that is known by an id of it.</summary>
public interface IEnricher
{
    /// <summary>As in facts: <c>tmdb</c>, <c>imdb</c>.</summary>
    string Name { get; }

    /// <summary>Whether it is switched on and may know such a title; without a request.</summary>
    bool Applies(MediaFacts title);

    /// <summary>What it says of the title; null facts and no faults when it does not know it.</summary>
    /// <exception cref="ProviderUnavailableException">It does not answer, or not as it should: to be asked again later.</exception>
    Task<CatalogueRecord> FindAsync(MediaFacts title, CancellationToken cancellationToken);
}

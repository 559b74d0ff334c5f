using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Ports.Catalogue;

namespace MediaPipeline.Connectors.Tmdb;

/// <summary>What TMDB says of a film or show, by its own id or by that of IMDb.</summary>
internal sealed class TmdbEnricher(TmdbClient client) : IEnricher
{
    private const string Imdb = "imdb";

    public string Name => TmdbSource.SourceName;

    public bool Applies(MediaFacts title) => client.Enriches && title.Type is (TmdbSource.Movie or TmdbSource.Show)
        && (title.ExternalIds.ContainsKey(RegistryOf(title)) || title.ExternalIds.ContainsKey(Imdb));

    public async Task<CatalogueRecord> FindAsync(MediaFacts title, CancellationToken cancellationToken)
    {
        var id = title.ExternalIds.GetValueOrDefault(RegistryOf(title))
            ?? await client.FindIdAsync(title.Type, title.ExternalIds[Imdb], cancellationToken);
        return id is not null && await client.FindAsync(title.Type, id, cancellationToken) is { } found
            ? TmdbMapping.Map(found, title.Type, number: 1)
            : new CatalogueRecord(1, $"{Name} {title.Type}", Facts: null, []);
    }

    private static string RegistryOf(MediaFacts title) => $"tmdb:{title.Type}";
}

using MediaPipeline.Connectors.Http;
using MediaPipeline.Connectors.Mapping;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Ports.Catalogue;
using MediaPipeline.Grains.Providers;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Connectors.Imdb;

/// <summary>What IMDb says of a film, show or episode, by imdbapi.dev.</summary>
internal sealed class ImdbEnricher(IProviderHttp http, IOptionsMonitor<EnricherOptions> options) : IEnricher
{
    public const string SourceName = "imdb";

    /// <summary>It does not publish its limit.</summary>
    public static void SetDefaults(ProviderOptions options)
    {
        options.BaseAddress = new Uri("https://api.imdbapi.dev");
        (options.Requests, options.Burst) = (60, 2);
    }

    public string Name => SourceName;

    /// <summary>Ids of anime are those of whole series, not of seasons.</summary>
    public bool Applies(MediaFacts title) =>
        options.Get(Name).Enabled && title.Type is ("movie" or "tv" or "episode") && title.ExternalIds.ContainsKey(SourceName);

    public async Task<CatalogueRecord> FindAsync(MediaFacts title, CancellationToken cancellationToken)
    {
        var id = title.ExternalIds[SourceName];
        var request = new ProviderRequest(SourceName, $"titles/{Uri.EscapeDataString(id)}")
        {
            KeepFor = options.Get(Name).KeepFor is var keepFor && keepFor > TimeSpan.Zero ? keepFor : null,
        };
        return await http.FindAsync(request.Expect("id", mayBeMissing: true), cancellationToken) is { } found
            ? ImdbMapping.Map(found, number: 1)
            : new CatalogueRecord(1, $"{Name} {id}", Facts: null, []);
    }
}

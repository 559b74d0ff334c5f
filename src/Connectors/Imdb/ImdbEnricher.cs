using MediaPipeline.Connectors.Http;
using MediaPipeline.Connectors.Mapping;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Ports.Catalogue;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Connectors.Imdb;

/// <summary>What IMDb says of a film, show or episode, by imdbapi.dev.</summary>
internal sealed class ImdbEnricher(IProviderHttp http, IOptionsMonitor<ImdbOptions> options) : IEnricher
{
    public const string SourceName = "imdb";

    private const int NotFound = 404;

    public string Name => SourceName;

    /// <summary>Ids of anime are those of whole series, not of seasons.</summary>
    public bool Applies(MediaFacts title) =>
        options.CurrentValue.Enabled && title.Type is ("movie" or "tv" or "episode") && title.ExternalIds.ContainsKey(SourceName);

    public async Task<CatalogueRecord> FindAsync(MediaFacts title, CancellationToken cancellationToken)
    {
        var id = title.ExternalIds[SourceName];
        var request = new ProviderRequest(SourceName, $"titles/{Uri.EscapeDataString(id)}")
        {
            KeepFor = options.CurrentValue.KeepFor is var keepFor && keepFor > TimeSpan.Zero ? keepFor : null,
        };
        var answer = await http.SendAsync(request, cancellationToken);
        return answer.Status == NotFound ? new CatalogueRecord(1, $"{Name} {id}", Facts: null, [])
            : answer.IsSuccess() ? ImdbMapping.Map(answer.Body, number: 1) : throw ProviderAnswers.Refusal(request, answer);
    }
}

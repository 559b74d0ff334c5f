using MediaPipeline.Grains.Ports.Catalogue;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Media.Enrich;

/// <summary>The enrichers that may know more about a title.</summary>
internal sealed class Enrichment(IEnumerable<IEnricher> enrichers, IOptionsMonitor<EnrichmentOptions> options)
{
    private readonly Dictionary<string, IEnricher> _enrichers = enrichers.ToDictionary(enricher => enricher.Name, StringComparer.Ordinal);

    public IEnricher? Find(string name) => _enrichers.GetValueOrDefault(name);

    /// <summary>Those that have not been asked yet.</summary>
    public IReadOnlyList<string> FindOutstanding(MediaRecord title) => options.CurrentValue.Types.TryGetValue(title.Facts.Type, out var names)
        ? [.. names.Where(name => title.Sources.All(source => !string.Equals(source.Source, name, StringComparison.Ordinal)) && Find(name)?.Applies(title.Facts) is true)]
        : [];
}

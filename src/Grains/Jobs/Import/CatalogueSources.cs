using MediaPipeline.Grains.Ports.Catalogue;
using MediaPipeline.Grains.Ports.Sources;

namespace MediaPipeline.Grains.Jobs.Import;

/// <summary>The sources that titles can be imported from, by name.</summary>
internal sealed class CatalogueSources(IEnumerable<ICatalogueSource> providers)
{
    /// <summary>A catalogue file that the request names.</summary>
    public const string FromFile = "file";

    private readonly Dictionary<string, ICatalogueSource> _providers = providers.ToDictionary(provider => provider.Name, StringComparer.Ordinal);

    public IEnumerable<string> Names => _providers.Keys.Order(StringComparer.Ordinal).Prepend(FromFile);

    public ICatalogueSource Find(string name) => FindOrDefault(name)
        ?? throw new InvalidOperationException($"There is no source '{name}' any more, only {string.Join(", ", Names)}: start another import.");

    public ICatalogueSource? FindOrDefault(string name) => _providers.GetValueOrDefault(name);

    /// <summary>The file to read; null when the source is a provider.</summary>
    public string? FileOf(string source, string? path) => source is FromFile ? path : null;
}

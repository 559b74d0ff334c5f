using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Catalogue;

namespace MediaPipeline.Connectors.Sample;

/// <summary>The films that ship with the program: the same result every time, without a network.</summary>
internal sealed class SampleSource(ICatalogueFile files) : ICatalogueSource
{
    private const string Movie = "movie";
    private static readonly string Films = Path.Join(AppContext.BaseDirectory, "samples", "films.json");

    public string Name => "sample";

    public IReadOnlyList<string> MediaTypes => [Movie];

    public Fault? FindRefusal(SourceQuery query) => query.List is { } list
        ? new Fault("unknownList", $"The source '{Name}' has no list '{list}', nor any other: leave out the list.")
        : null;

    /// <summary>All in one page.</summary>
    public async Task<SourcePage> ReadAsync(SourceQuery query, string? cursor, CancellationToken cancellationToken)
    {
        var records = await files.ReadAsync(Films, Movie, after: 0, cancellationToken).ToListAsync(cancellationToken);
        return new SourcePage([.. records.Select(record => record with { Facts = record.Facts! with { Source = Name } })], Next: null);
    }
}

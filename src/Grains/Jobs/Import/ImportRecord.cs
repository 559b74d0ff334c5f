using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Media;

namespace MediaPipeline.Grains.Jobs.Import;

/// <summary>An import as it is stored. Its cursor is where its source is to be read next: in a file, behind the record of that number.</summary>
public sealed record ImportRecord : JobRecord
{
    internal const string Reading = "reading";

    /// <summary>Names of the sources, separated by commas.</summary>
    public string From { get; init; } = "";
    public string? MediaType { get; init; }
    public string? Path { get; init; }
    public long? Limit { get; init; }
    public string? List { get; init; }
    public bool Overwrite { get; init; }

    /// <summary>The source that is read, by its place in <see cref="From"/>.</summary>
    public int SourceIndex { get; init; }

    /// <summary>Cursors of the sources that were left because they were down, by name.</summary>
    public IReadOnlyDictionary<string, string> LeftAt { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public ImportReport Report { get; init; } = new();

    internal override string FirstPhase => Reading;

    internal override string? ItemKind => MediaStages.Kind.Name;

    internal override long UnchangedCount => Report.Unchanged;

    internal override object? Findings => Report;

    internal override JobView ShowIn(JobView view) => view with { MediaType = MediaType, Import = Report };

    // Without its source it can read nothing, though no title of it may wait for that.
    internal override bool IsBlockedBy(WaitingFor closed) =>
        Phase is Reading && Sources.Any(source => string.Equals(closed.Resource, $"provider:{source}", StringComparison.Ordinal));

    internal IReadOnlyList<string> Sources => From.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

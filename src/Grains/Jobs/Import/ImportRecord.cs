using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Media;

namespace MediaPipeline.Grains.Jobs.Import;

/// <summary>An import as it is stored. Its cursor is the number of the last record whose title is stored.</summary>
public sealed record ImportRecord : JobRecord
{
    internal const string Reading = "reading";

    /// <summary>Name of the source.</summary>
    public string From { get; init; } = "";
    public string? MediaType { get; init; }
    public string? Path { get; init; }
    public long? Limit { get; init; }
    public ImportReport Report { get; init; } = new();

    internal override string FirstPhase => Reading;

    internal override string? ItemKind => MediaStages.Kind.Name;

    internal override long UnchangedCount => Report.Unchanged;

    internal override object? Findings => Report;

    internal override JobView ShowIn(JobView view) => view with { MediaType = MediaType, Import = Report };
}

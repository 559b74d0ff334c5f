using MediaPipeline.Contracts.Assets;
using MediaPipeline.Contracts.Jobs;

namespace MediaPipeline.Grains.Jobs.FetchCovers;

/// <summary>The fetching of covers as it is stored. Its cursor is the last title that it has looked at.</summary>
public sealed record FetchCoversRecord : JobRecord
{
    internal const string Reading = "reading";

    public string? MediaType { get; init; }

    /// <summary>Covers that needed nothing, or have failed before.</summary>
    public long Known { get; init; }

    internal override string FirstPhase => Reading;

    internal override string? ItemKind => AssetStages.Kind.Name;

    internal override long UnchangedCount => Known;

    internal override object? Findings => Cursor;

    internal override JobView ShowIn(JobView view) => view with { MediaType = MediaType };
}

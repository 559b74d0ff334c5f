using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Contracts.Media;

/// <summary>The stages of a media title; stored and sent by these names.</summary>
public static class MediaStages
{
    /// <summary>A source has said something about it.</summary>
    public const string Raw = "raw";

    /// <summary>What is said about it makes sense.</summary>
    public const string Validated = "validated";

    /// <summary>Further providers have been asked about it, where there are any.</summary>
    public const string Enriched = "enriched";

    /// <summary>It can be found by what it is about: its text has a vector.</summary>
    public const string Embedded = "embedded";

    /// <summary>Nothing is left to do.</summary>
    public const string Live = ItemKind.Live;

    /// <summary>Media titles as a kind of item.</summary>
    public static ItemKind Kind { get; } = new("media", MediaId.Prefix, typeof(IMediaGrain), [Raw, Validated, Enriched, Embedded, Live]);
}

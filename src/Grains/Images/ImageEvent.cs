using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Sources;

namespace MediaPipeline.Grains.Images;

/// <summary>What can happen to a picture, besides what can happen to every item.</summary>
internal abstract record ImageEvent : ItemEvent
{
    private ImageEvent() { }

    /// <summary>A scan saw its source: new, changed, found again, or to be rendered with other options.</summary>
    internal sealed record SourceSeen(SeenSource Source) : ImageEvent;

    /// <summary>A scan reads all again, also what looks unchanged.</summary>
    internal sealed record VerificationAsked(JobId JobId, int Priority) : ImageEvent;

    /// <summary>A scan did not see its source.</summary>
    internal sealed record SourceGone(JobId JobId) : ImageEvent;

    /// <summary>Its renditions were also copied to that cache folder and synced; or it has none, and new ones will be stored there.</summary>
    internal sealed record RenditionsMoved(CacheFolderId Folder) : ImageEvent;

    /// <summary>Its renditions are not on the disk as stored.</summary>
    internal sealed record RenditionsLost(JobId JobId) : ImageEvent;
}

/// <summary>What a scan saw of a picture's source.</summary>
/// <param name="Verify">Whether the scan reads all again.</param>
[GenerateSerializer, Immutable, Alias("SeenSource")]
public sealed record SeenSource(
    [property: Id(0)] long Bytes,
    [property: Id(1)] DateTimeOffset ModifiedAt,
    [property: Id(2)] JobId JobId,
    [property: Id(3)] int Priority,
    [property: Id(4)] Fault? Fault,
    [property: Id(5)] string? EntryName = null,
    [property: Id(6)] FileStamp Stamp = default,
    [property: Id(7)] bool Verify = false)
{
    /// <summary>Whether it may be the file that is stored with these.</summary>
    internal bool IsOf(long bytes, DateTimeOffset modifiedAt, FileStamp stamp) => bytes == Bytes && modifiedAt == ModifiedAt && stamp.Matches(Stamp);
}

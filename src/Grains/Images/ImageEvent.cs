using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Grains.Stages;

namespace MediaPipeline.Grains.Images;

/// <summary>What can happen to a picture.</summary>
internal abstract record ImageEvent
{
    private ImageEvent() { }

    /// <summary>Its job lets it go on.</summary>
    internal sealed record Driven : ImageEvent;

    /// <summary>Its due time has come.</summary>
    internal sealed record Woken : ImageEvent;

    /// <summary>An attempt came back.</summary>
    internal sealed record StageEnded(int Attempt, StageOutcome Outcome) : ImageEvent;

    /// <summary>A person, or a job that takes it over, wants another try.</summary>
    internal sealed record RetryAsked(JobId? TakenOverBy) : ImageEvent;

    /// <summary>A person, or a job, does not want it done.</summary>
    internal sealed record SkipAsked(string Reason, JobId? TakenOverBy) : ImageEvent;

    /// <summary>Its job was cancelled.</summary>
    internal sealed record Cancelled(string Reason) : ImageEvent;

    /// <summary>A scan saw its source, new, changed, back again, or to be rendered by another recipe.</summary>
    internal sealed record Seen(ImageSighting Sighting) : ImageEvent;

    /// <summary>A scan did not see its source.</summary>
    internal sealed record Vanished(JobId JobId) : ImageEvent;

    /// <summary>Its renditions lie in that cache folder too, synced; or it has none, and new ones go there.</summary>
    internal sealed record Moved(CacheFolderId Folder) : ImageEvent;

    /// <summary>Its renditions are not on the disk as its state names them.</summary>
    internal sealed record RenditionsLost(JobId JobId) : ImageEvent;
}

/// <summary>What a scan saw of a picture's source.</summary>
[GenerateSerializer, Immutable, Alias("ImageSighting")]
public sealed record ImageSighting(
    [property: Id(0)] long Bytes, [property: Id(1)] DateTimeOffset ModifiedAt, [property: Id(2)] JobId JobId, [property: Id(3)] int Priority, [property: Id(4)] Fault? Fault,
    [property: Id(5)] string? EntryName = null);

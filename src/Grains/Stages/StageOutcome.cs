using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Ports.Imaging;

namespace MediaPipeline.Grains.Stages;

/// <summary>How a stage ended: closed, so that whoever decides on it must decide on all.</summary>
[GenerateSerializer, Alias("StageOutcome")]
public abstract record StageOutcome
{
    private protected StageOutcome() { }

    /// <summary>It is known what the picture is.</summary>
    [GenerateSerializer, Immutable, Alias("StageOutcome.Probed")]
    public sealed record Probed([property: Id(0)] PictureFacts Facts) : StageOutcome;

    /// <summary>Both renditions lie on disk, synced.</summary>
    [GenerateSerializer, Immutable, Alias("StageOutcome.Rendered")]
    public sealed record Rendered(
        [property: Id(0)] StoredRendition Thumbnail,
        [property: Id(1)] StoredRendition Cache,
        [property: Id(2)] string Recipe,
        [property: Id(3)] IReadOnlyList<Fault> Warnings,
        [property: Id(4)] string? Placeholder,
        [property: Id(5)] string? DominantColour,
        [property: Id(6)] string? PerceptualHash,
        [property: Id(7)] CacheFolderId CacheFolderId) : StageOutcome;

    /// <summary>It is not to be done.</summary>
    [GenerateSerializer, Immutable, Alias("StageOutcome.Skipped")]
    public sealed record Skipped([property: Id(0)] string Reason) : StageOutcome;

    /// <summary>A resource or the file itself is not there now; uses up no try.</summary>
    [GenerateSerializer, Immutable, Alias("StageOutcome.Wait")]
    public sealed record Wait([property: Id(0)] WaitingFor For) : StageOutcome;

    /// <summary>Its source is no longer there.</summary>
    [GenerateSerializer, Immutable, Alias("StageOutcome.Gone")]
    public sealed record Gone : StageOutcome;

    /// <summary>Bad input: another try could not help.</summary>
    [GenerateSerializer, Immutable, Alias("StageOutcome.Rejected")]
    public sealed record Rejected([property: Id(0)] Fault Fault) : StageOutcome;

    /// <summary>It killed its worker twice.</summary>
    [GenerateSerializer, Immutable, Alias("StageOutcome.Quarantined")]
    public sealed record Quarantined([property: Id(0)] Fault Fault) : StageOutcome;

    /// <summary>It went wrong this time; worth another try.</summary>
    [GenerateSerializer, Immutable, Alias("StageOutcome.Failed")]
    public sealed record Failed([property: Id(0)] Fault Fault) : StageOutcome;
}

using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Images;

/// <summary>What scans and jobs over cache folders say to a picture; callers outside see <see cref="Contracts.Images.IImageGrain"/>.</summary>
[Alias("IImageGrainInternal")]
public interface IImageGrainInternal : IGrainWithStringKey
{
    /// <summary>A scan saw its source. False when nothing was to be changed.</summary>
    [Alias("Seen")]
    Task<bool> Seen(SeenSource source);

    /// <summary>A scan did not see its source.</summary>
    [Alias("Vanished")]
    Task Vanished(JobId jobId);

    /// <summary>Its collection is deleted: what we made goes, then the record.</summary>
    [Alias("Remove")]
    Task Remove();

    /// <summary>
    /// Moves its renditions to that cache folder: copied there and synced, stored, then deleted where they were. At every moment its state names files that are
    /// there. Takes a turn as long as two files take to copy.
    /// </summary>
    [Alias("MoveTo")]
    Task<MoveResult> MoveTo(CacheFolderId folder, JobId job);

    /// <summary>
    /// Compares its renditions in that cache folder with the disk. True when they were not as its state names them: they are made again, under that job.
    /// </summary>
    [Alias("Recheck")]
    Task<bool> Recheck(CacheFolderId folder, JobId job);

    /// <summary>
    /// Deletes those of the files bearing its name in that cache folder that its state does not name, unless an attempt is under way, or they were changed
    /// later.
    /// </summary>
    [Alias("DeleteUnnamed")]
    Task<DeletedFiles> DeleteUnnamed(CacheFolderId folder, IReadOnlyList<string> targets, DateTimeOffset changedUntil);
}

/// <summary>What became of moving a picture's renditions.</summary>
/// <param name="WaitingFor">Why it could not be done now, when <paramref name="Outcome"/> is refused.</param>
/// <param name="Bytes">That were moved.</param>
[GenerateSerializer, Immutable, Alias("MoveResult")]
public sealed record MoveResult([property: Id(0)] MoveOutcome Outcome, [property: Id(1)] WaitingFor? WaitingFor = null, [property: Id(2)] long Bytes = 0);

/// <summary>How moving a picture's renditions ended.</summary>
[GenerateSerializer, Alias("MoveOutcome")]
public enum MoveOutcome
{
    /// <summary>They lie there, or there were none to move.</summary>
    Moved,

    /// <summary>An attempt is under way: ask again when it has ended.</summary>
    Busy,

    /// <summary>They were not on the disk as the state names them: they are made again.</summary>
    Lost,

    /// <summary>A cache folder does not take part now.</summary>
    Refused,
}

using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Images;

/// <summary>Calls from scans and from jobs over cache folders; callers outside this assembly use <see cref="Contracts.Images.IImageGrain"/>.</summary>
[Alias("IImageGrainInternal")]
public interface IImageGrainInternal : IGrainWithStringKey
{
    /// <summary>A scan saw its source. False when it is unchanged.</summary>
    [Alias("Seen")]
    Task<bool> Seen(SeenSource source);

    /// <summary>A scan reads all again: a live picture is read and hashed as one of its items. Its renditions are kept if its content is the same.</summary>
    [Alias("Verify")]
    Task Verify(JobId jobId, int priority);

    /// <summary>A scan did not see its source.</summary>
    [Alias("Vanished")]
    Task Vanished(JobId jobId);

    /// <summary>Its collection is deleted: deletes its renditions, then its record.</summary>
    [Alias("Remove")]
    Task Remove();

    /// <summary>
    /// Moves its renditions to that cache folder: copied there and synced, stored, then deleted where they were. At every moment its state refers to existing
    /// files. The turn lasts as long as it takes to copy two files.
    /// </summary>
    [Alias("MoveTo")]
    Task<MoveResult> MoveTo(CacheFolderId folder, JobId job);

    /// <summary>
    /// Compares its renditions in that cache folder with the disk. True when they were not as stored: they are rendered again, under that job.
    /// </summary>
    [Alias("Recheck")]
    Task<bool> Recheck(CacheFolderId folder, JobId job);

    /// <summary>
    /// Deletes files with its id in that cache folder that its state does not refer to, unless an attempt is running or they were changed after the given time.
    /// </summary>
    [Alias("DeleteUnnamed")]
    Task<DeletedFiles> DeleteUnnamed(CacheFolderId folder, IReadOnlyList<string> targets, DateTimeOffset changedUntil);
}

/// <summary>Result of moving a picture's renditions.</summary>
/// <param name="WaitingFor">Why it could not be done now, if <paramref name="Outcome"/> is refused.</param>
/// <param name="Bytes">That were moved.</param>
[GenerateSerializer, Immutable, Alias("MoveResult")]
public sealed record MoveResult([property: Id(0)] MoveOutcome Outcome, [property: Id(1)] WaitingFor? WaitingFor = null, [property: Id(2)] long Bytes = 0);

/// <summary>How moving a picture's renditions ended.</summary>
[GenerateSerializer, Alias("MoveOutcome")]
public enum MoveOutcome
{
    /// <summary>They are in that folder, or there were none to move.</summary>
    Moved,

    /// <summary>An attempt is running: call again when it has ended.</summary>
    Busy,

    /// <summary>They were not on the disk as stored: they are rendered again.</summary>
    Lost,

    /// <summary>One of the cache folders cannot be used now.</summary>
    Refused,
}

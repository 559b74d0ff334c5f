using MediaPipeline.Contracts.Jobs;

namespace MediaPipeline.Grains.Jobs.Scan;

/// <summary>The question of a scan before it marks more than half of a collection as missing: an unmounted disk is not an empty folder.</summary>
internal static class ScanQuestion
{
    public const string Code = "manyMissing";

    /// <summary>They are gone: mark them as missing.</summary>
    public const string Mark = "markMissing";

    /// <summary>The source has been repaired: scan again.</summary>
    public const string LookAgain = "lookAgain";

    /// <summary>Leave them as they are, for this scan.</summary>
    public const string Keep = "keep";

    public static JobQuestion Of(ScanRecord job) => new(
        Code,
        $"{job.Vanished} of {job.Vanished + job.Seen} pictures known at '{job.Source}' are no longer there. Is its disk mounted? "
        + $"'{LookAgain}' after it was repaired, '{Mark}' if they are gone for good, '{Keep}' to leave them as they are.",
        [LookAgain, Mark, Keep]);
}

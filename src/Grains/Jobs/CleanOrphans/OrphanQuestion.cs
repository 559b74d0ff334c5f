using MediaPipeline.Contracts.Jobs;

namespace MediaPipeline.Grains.Jobs.CleanOrphans;

/// <summary>The question of a scheduled clean-up before it deletes more than half of the files in a cache folder.</summary>
internal static class OrphanQuestion
{
    public const string Code = "manyOrphans";

    /// <summary>They are of no use: delete them.</summary>
    public const string Delete = "delete";

    /// <summary>Leave them, this time.</summary>
    public const string Keep = "keep";

    public static JobQuestion Of(CleanOrphansRecord job) => new(
        Code,
        $"{job.Report.OrphanFiles} of {job.Report.DiskFiles} files in cache folder '{job.Source}' ({job.Report.OrphanBytes} bytes) belong to no picture. "
        + "Was the database restored from an old backup? "
        + $"'{Delete}' to delete them, '{Keep}' to leave them this time.",
        [Delete, Keep]);
}

using MediaPipeline.Contracts.Jobs;

namespace MediaPipeline.Grains.Jobs.CleanOrphans;

/// <summary>What a scheduled clean-up asks before it deletes more than half of what lies in a cache folder.</summary>
internal static class OrphanQuestion
{
    public const string Code = "manyOrphans";

    /// <summary>They are of no use: delete them.</summary>
    public const string Delete = "delete";

    /// <summary>Leave them, this time.</summary>
    public const string Keep = "keep";

    public static JobQuestion Of(CleanOrphansRecord job) => new(
        Code,
        $"No state names {job.Report.OrphanFiles} of {job.Report.DiskFiles} renditions in cache folder '{job.Source}' ({job.Report.OrphanBytes} bytes). "
        + "Was the database put back from an old backup? "
        + $"'{Delete}' if they are of no use, '{Keep}' to leave them this time.",
        [Delete, Keep]);
}

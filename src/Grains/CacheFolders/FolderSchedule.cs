using MediaPipeline.Grains.Jobs.Folders;

namespace MediaPipeline.Grains.CacheFolders;

/// <summary>
/// When the jobs of a folder's schedule are due: a pure function of its state and the options. Runs missed while the server was down are made up for by one.
/// </summary>
internal sealed class FolderSchedule(IReadOnlyList<IFolderJobKind> kinds)
{
    /// <summary>The kind of the first job that is due at that time; null when none is.</summary>
    public IFolderJobKind? DueJob(CacheFolderState folder, CacheFolderOptions options, DateTimeOffset now) =>
        All(folder, options).Where(due => due.At <= now).OrderBy(due => due.At).Select(due => due.Kind).FirstOrDefault();

    /// <summary>When the next one is due; null when the schedule is off.</summary>
    public DateTimeOffset? Next(CacheFolderState folder, CacheFolderOptions options) => All(folder, options).Min(due => (DateTimeOffset?)due.At);

    private IEnumerable<(IFolderJobKind Kind, DateTimeOffset At)> All(CacheFolderState folder, CacheFolderOptions options) =>
        from kind in kinds
        let every = kind.EveryOf(options)
        where every > TimeSpan.Zero
        select (kind, (kind.TaskOf(folder)?.StartedAt ?? folder.CreatedAt) + every);
}

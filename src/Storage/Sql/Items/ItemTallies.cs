using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Storage.Sql.Items;

/// <summary>Counts of a job's items of every kind: one walk through a part of an index for each kind, no sort, no document.</summary>
internal static class ItemTallies
{
    public static JobTally OfJob(SqlSession session, StoredKinds kinds, JobId job)
    {
        var counts = new Dictionary<(ItemState, string), long>();
        foreach (var kind in kinds.All)
        {
            session.ForEach(kind.Sql.TallyOfJob, row => Add(row, kind), CancellationToken.None, ("@job", job.Value));
        }

        return new JobTally(
            [.. counts.Select(count => (count.Key.Item1, count.Key.Item2, count.Value))], FailedIn(session, kinds, job), VerifiedIn(session, kinds, job));

        void Add(System.Data.Common.DbDataReader row, StoredKind kind)
        {
            var state = EnumNames<ItemState>.Parse(row.GetString(0));
            foreach (var (index, stage) in kind.Kind.Stages.Index())
            {
                if (row.GetInt64(index + 1) is > 0 and var count)
                {
                    counts[(state, stage)] = counts.GetValueOrDefault((state, stage)) + count;
                }
            }
        }
    }

    /// <summary>What a job found by reading items again; null when it read none again.</summary>
    private static VerificationReport? VerifiedIn(SqlSession session, StoredKinds kinds, JobId job)
    {
        var found = kinds.All.Where(kind => kind.Sql.Verified is not null).SelectMany(kind => session.Query(
            kind.Sql.Verified!,
            row => (State: EnumNames<ItemState>.Parse(row.GetString(0)), Result: EnumNames<Verification>.Parse(row.GetString(1)), Count: row.GetInt64(2)),
            ("@job", job.Value))).ToList();
        return found.Count == 0 ? null : new VerificationReport(
            found.Where(one => IsReadable(one.State) && one.Result != Verification.Due).Sum(one => one.Count),
            found.Where(one => IsReadable(one.State) && one.Result == Verification.Changed).Sum(one => one.Count),
            found.Where(one => one.State is ItemState.Failed or ItemState.Quarantined or ItemState.Missing).Sum(one => one.Count));
    }

    private static bool IsReadable(ItemState state) => state is ItemState.Live or ItemState.Pending or ItemState.Running or ItemState.Waiting;

    /// <summary>Items, whoever owns them now, that failed in that job.</summary>
    public static long FailedIn(SqlSession session, StoredKinds kinds, JobId job) =>
        kinds.All.Sum(kind => session.Number(kind.Sql.FailedIn, ("@job", job.Value)));

    /// <summary>Their errors, kind by kind.</summary>
    public static List<JobItemError> ErrorsOf(SqlSession session, StoredKinds kinds, JobId job, int limit)
    {
        var errors = new List<JobItemError>();
        foreach (var kind in kinds.All.TakeWhile(_ => errors.Count < limit))
        {
            errors.AddRange(session.Query(
                kind.Sql.ErrorsOf, row => ItemViews.ToError(kind.Rows.Read(row)), ("@job", job.Value), ("@limit", limit - errors.Count)));
        }

        return errors;
    }
}

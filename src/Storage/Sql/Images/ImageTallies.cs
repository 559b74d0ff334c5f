using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Collections;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Storage.Sql.Images;

/// <summary>Counts and sums over indexed columns: one walk through a part of an index, no sort, no document.</summary>
internal static class ImageTallies
{
    private static readonly string StageSums = string.Join(", ", ImageStages.Kind.Stages.Select(stage => $"sum(CASE WHEN stage = '{stage}' THEN 1 ELSE 0 END)"));

    public static string JobSql { get; } = $"SELECT state, {StageSums} FROM images INDEXED BY images_by_job WHERE job_id = $id GROUP BY state";

    public static string CollectionSql { get; } =
        $"SELECT state, {StageSums}, sum(source_bytes), sum(rendition_bytes) FROM images INDEXED BY images_by_collection_state WHERE collection_id = $id GROUP BY state";

    public static JobTally OfJob(SqlSession session, JobId job)
    {
        var counts = new List<(ItemState State, string Stage, long Count)>();
        session.Query(
            JobSql,
            row =>
            {
                var state = EnumNames<ItemState>.Parse(row.GetString(0));
                counts.AddRange(ImageStages.Kind.Stages.Select((stage, index) => (state, stage, row.GetInt64(index + 1))).Where(count => count.Item3 > 0));
                return state;
            },
            ("$id", job.Value));
        return new JobTally(counts, session.Number(ImageSql.FailedIn, ("$job", job.Value)));
    }

    public static CollectionTally OfCollection(SqlSession session, CollectionId collection)
    {
        var byState = Enum.GetValues<ItemState>().ToDictionary(EnumNames<ItemState>.Name, _ => 0L, StringComparer.Ordinal);
        var byStage = ImageStages.Kind.Stages.ToDictionary(stage => stage, _ => 0L, StringComparer.Ordinal);
        long sourceBytes = 0, renditionBytes = 0;
        session.Query(
            CollectionSql,
            row =>
            {
                var state = row.GetString(0);
                for (var i = 0; i < ImageStages.Kind.Stages.Count; i++)
                {
                    byState[state] += row.GetInt64(i + 1);
                    byStage[ImageStages.Kind.Stages[i]] += state is "failed" or "quarantined" or "skipped" or "missing" ? 0 : row.GetInt64(i + 1);
                }

                sourceBytes += row.GetInt64(ImageStages.Kind.Stages.Count + 1);
                return renditionBytes += row.GetInt64(ImageStages.Kind.Stages.Count + 2);
            },
            ("$id", collection.Value));
        return new CollectionTally(byState.Values.Sum(), byState, byStage, sourceBytes, renditionBytes);
    }

    public static (long Bytes, long Files) OfFolder(SqlSession session, CacheFolderId folder) =>
        session.First(ImageSql.SumOfFolder, row => (row.GetInt64(0), row.GetInt64(1)), ("$folder", folder.Value));
}

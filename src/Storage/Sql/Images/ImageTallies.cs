using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Collections;

namespace MediaPipeline.Storage.Sql.Images;

/// <summary>Counts and sums over indexed columns: one walk through a part of an index, no sort, no document.</summary>
internal static class ImageTallies
{
    public static CollectionTally OfCollection(SqlSession session, ImageSql sql, CollectionId collection)
    {
        var byState = Enum.GetValues<ItemState>().ToDictionary(EnumNames<ItemState>.Name, _ => 0L, StringComparer.Ordinal);
        var byStage = ImageStages.Kind.Stages.ToDictionary(stage => stage, _ => 0L, StringComparer.Ordinal);
        long sourceBytes = 0, renditionBytes = 0;
        session.Query(
            sql.TallyOfCollection,
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
            ("@collection", collection.Value));
        return new CollectionTally(byState.Values.Sum(), byState, byStage, sourceBytes, renditionBytes);
    }

    public static (long Bytes, long Files) OfFolder(SqlSession session, ImageSql sql, CacheFolderId folder) =>
        session.First(sql.SumOfFolder, row => (row.GetInt64(0), row.GetInt64(1)), ("@folder", folder.Value));
}

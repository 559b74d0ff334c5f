using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Documents;
using System.Data.Common;

namespace MediaPipeline.Storage.Sql.Images;

/// <summary>Whole pictures from rows. A document that cannot be read is shown from the index, as quarantined.</summary>
internal static class ImageRows
{
    /// <summary>What <see cref="Read"/> takes, of the table under the name <c>i</c>.</summary>
    public const string Columns = "i.id, i.collection_id, i.path, i.entry, i.stage, i.job_id, i.entered_at, i.document";

    public static ImageRecord Read(DbDataReader row)
    {
        var id = row.GetString(0);
        try
        {
            return DocumentJson.Read<ImageRecord>(row.GetFieldValue<byte[]>(7), StateNames.Images, id);
        }
        catch (UnreadableStateException error)
        {
            return ImageViews.Unreadable(
                ImageId.FromValidated(id),
                row.IdOrNull<CollectionId>(1) ?? default,
                row.TextOrNull(2) ?? id,
                row.TextOrNull(3),
                row.TextOrNull(4),
                row.IdOrNull<JobId>(5),
                row.Time(6),
                error.InnerException!.Message);
        }
    }
}

using System.Data.Common;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Images;
using MediaPipeline.Storage.Sql.Items;

namespace MediaPipeline.Storage.Sql.Images;

/// <summary>The pictures among the kinds of items, and the queries that only they have.</summary>
internal sealed class StoredImages
{
    public StoredImages(SqlSyntax syntax, StoredKinds kinds)
    {
        Kind = kinds.Of(typeof(ImageRecord));
        Sql = new ImageSql(syntax, Kind.Sql);
    }

    public StoredKind Kind { get; }

    public ImageSql Sql { get; }

    public ImageRecord Read(DbDataReader row) => (ImageRecord)Kind.Rows.Read(row);

    public ImageRecord? Find(SqlSession session, ImageId id) => session.First(Kind.Sql.Find, Read, ("@id", id.Value));
}

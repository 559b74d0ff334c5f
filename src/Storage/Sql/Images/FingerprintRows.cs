using MediaPipeline.Contracts.Ids;
using MediaPipeline.Storage.Similarity;

namespace MediaPipeline.Storage.Sql.Images;

/// <summary>Rows with their fingerprints, in natural order within their collections, by one walk through an index.</summary>
internal static class FingerprintRows
{
    public static void Read(
        SqlSession session, ImageSql sql, CollectionId? collection, Action<long, Fingerprint> take, CancellationToken cancellationToken)
    {
        (string, object?)[] parameters = collection is { } only ? [("@collection", only.Value)] : [];
        session.ForEach(
            collection is null ? sql.Fingerprints : sql.FingerprintsOfCollection,
            row =>
            {
                if (Fingerprint.TryParse(row.Utf8(1), out var fingerprint))
                {
                    take(row.GetInt64(0), fingerprint);
                }
            },
            cancellationToken,
            parameters);
    }
}

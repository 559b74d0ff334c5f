using MediaPipeline.Contracts.Ids;
using MediaPipeline.Storage.Similarity;

namespace MediaPipeline.Storage.Sql.Images;

/// <summary>Rows with their fingerprints, in natural order within their collections, by one walk through an index.</summary>
internal static class FingerprintRows
{
    // The condition of the index, word for word, so that SQLite takes it as met.
    private const string Indexed = "FROM images INDEXED BY images_by_fingerprint WHERE fingerprint IS NOT NULL AND state <> 'missing'";

    public const string OfAll = $"SELECT row, fingerprint {Indexed} ORDER BY collection_id, sort_key";

    public const string OfCollection = $"SELECT row, fingerprint {Indexed} AND collection_id = $collection ORDER BY sort_key";

    public static void Read(SqlSession session, CollectionId? collection, Action<long, Fingerprint> take, CancellationToken cancellationToken)
    {
        (string, object?)[] parameters = collection is { } only ? [("$collection", only.Value)] : [];
        session.ForEach(
            collection is null ? OfAll : OfCollection,
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

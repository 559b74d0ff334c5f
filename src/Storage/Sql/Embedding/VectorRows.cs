using System.Runtime.InteropServices;
using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Storage.Sql.Embedding;

/// <summary>How vectors are stored, and the rows that say by which text a title is found.</summary>
internal static class VectorRows
{
    private static readonly string Delete = $"DELETE FROM media_vectors WHERE kind = @kind AND media_id IN {ManyValues.List}";
    private const string Insert = "INSERT INTO media_vectors (media_id, kind, signature) VALUES (@id, @kind, @signature)";
    private static readonly string InsertMany = $"INSERT INTO media_vectors (media_id, kind, signature) VALUES {ManyPairs.RowsWith("@kind")}";

    /// <summary>Little-endian float32.</summary>
    public static byte[] ToBytes(float[] vector) => MemoryMarshal.AsBytes<float>(vector).ToArray();

    public static float[] ToVector(byte[] stored) => MemoryMarshal.Cast<byte, float>(stored).ToArray();

    /// <summary>New rows, so that their numbers rise.</summary>
    public static void Assign(SqlSession session, string kind, IReadOnlyCollection<(MediaId Title, string? Signature)> titles)
    {
        foreach (var some in ManyValues.Parameters(titles.Select(title => title.Title.Value)))
        {
            session.Execute(Delete, [("@kind", kind), .. some]);
        }

        foreach (var some in titles.Chunk(ManyPairs.AtOnce))
        {
            if (some.Length == ManyPairs.AtOnce)
            {
                session.Execute(InsertMany, [("@kind", kind), .. ManyPairs.Parameters(some, title => (title.Title.Value, title.Signature))]);
                continue;
            }

            foreach (var (title, signature) in some)
            {
                session.Execute(Insert, ("@id", title.Value), ("@kind", kind), ("@signature", signature));
            }
        }
    }
}

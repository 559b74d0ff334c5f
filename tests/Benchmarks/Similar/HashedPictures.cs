using System.Globalization;
using MediaPipeline.Benchmarks.Storage;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Images;
using MediaPipeline.Storage.Documents;
using MediaPipeline.Storage.Sql;
using MediaPipeline.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace MediaPipeline.Benchmarks.Similar;

/// <summary>
/// A library with its copies: one picture in ten is another one with up to 8 bits changed, one in a hundred has the one hash of 10,000, one in a hundred is
/// of one colour.
/// </summary>
internal sealed class HashedPictures(CollectionId collection)
{
    private const int Recent = 1000, RowsPerTransaction = 50_000;
    private const ulong Popular = 0x8123_4567_89ab_cdef;
    private readonly Random _random = new(1);
    private readonly ulong[] _recent = new ulong[Recent];

    /// <summary>Writes a database as version 1 left it: without syncs, since nobody needs it tomorrow.</summary>
    public void WriteVersion1(string path, int rows)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var session = new SqliteSession(connection);
        session.ExecuteOnce("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000");
        SqliteSchema.Apply(session, path, upTo: 1);
        var insert = new SqliteDocumentStatements("images", 1).Insert;
        foreach (var group in Enumerable.Range(0, rows).Chunk(RowsPerTransaction))
        {
            session.ExecuteOnce("BEGIN");
            foreach (var image in group.Select(Next))
            {
                session.Execute(insert, ("@id", image.Id.Value), ("@etag", 1L), ("@schema", 1L), ("@document", DocumentJson.Write(image)));
            }

            session.ExecuteOnce("COMMIT");
        }
    }

    public ImageRecord Next(int number)
    {
        var hash = (number % 100) switch
        {
            1 => 0UL,
            2 => Popular,
            >= 90 => Changed(_recent[_random.Next(Recent)]),
            _ =>
            (ulong)_random.NextInt64() | (1UL << 63)
        };
        _recent[number % Recent] = hash;
        return Pictures.New(collection, number) with
        {
            State = ItemState.Live,
            Stage = ImageStages.Live,
            Placeholder = "1QcSHQRnh493V4dIh4eXh1h4kJUI",
            DominantColour = $"#{_random.Next(16):x6}",
            PerceptualHash = hash.ToString("x16", CultureInfo.InvariantCulture),
        };
    }

    private ulong Changed(ulong hash)
    {
        for (var bits = hash == 0 ? 0 : _random.Next(9); bits > 0; bits--)
        {
            hash ^= 1UL << _random.Next(63);
        }

        return hash;
    }
}

using System.Data.Common;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Storage.Sql.Embedding;

/// <summary>Vectors of texts, and the texts of titles; every query uses an index.</summary>
internal sealed class SqlEmbeddingStore(IDocumentDatabase database, CountCache counts, TimeProvider clock) : IEmbeddingStore, IAsyncDisposable
{
    private const string Key = "model = @model AND kind = @kind";

    private const string Model =
        "INSERT INTO embedding_models (model, dimensions, hits, misses) VALUES (@model, @dimensions, 0, 0) ON CONFLICT (model) DO NOTHING";

    private const string Count = "UPDATE embedding_models SET hits = hits + @hits, misses = misses + @misses WHERE model = @model";

    private const string Follow =
        "SELECT v.number, v.media_id, e.vector FROM media_vectors AS v"
        + " LEFT JOIN embeddings AS e ON e.model = @model AND e.kind = v.kind AND e.signature = v.signature"
        + " WHERE v.kind = @kind AND v.number > @after ORDER BY v.number LIMIT @limit";

    private const string Unused =
        "SELECT e.model, e.kind, e.signature,"
        + " e.added_at < @before AND coalesce(u.used_at, 0) < @before AND (e.model <> @in_use OR NOT EXISTS ("
        + "SELECT 1 FROM media_vectors AS v WHERE v.signature = e.signature AND v.kind = e.kind))"
        + " FROM embeddings AS e LEFT JOIN embedding_uses AS u ON u.model = e.model AND u.kind = e.kind AND u.signature = e.signature"
        + " WHERE (e.model, e.kind, e.signature) > (@model, @kind, @signature) ORDER BY e.model, e.kind, e.signature LIMIT @limit";

    private const string Models =
        "SELECT m.model, m.dimensions, (SELECT count(*) FROM embeddings AS e WHERE e.model = m.model), m.hits, m.misses FROM embedding_models AS m"
        + " ORDER BY m.model";

    private static readonly string Find = $"SELECT signature FROM embeddings WHERE {Key} AND signature IN {ManyValues.List}";
    private static readonly string Read = $"SELECT signature, vector FROM embeddings WHERE {Key} AND signature IN {ManyValues.List}";
    private static readonly string Delete = $"DELETE FROM embeddings WHERE {Key} AND signature IN {ManyValues.List}";
    private static readonly string DeleteUses = $"DELETE FROM embedding_uses WHERE {Key} AND signature IN {ManyValues.List}";
    private static readonly string FindAssigned = $"SELECT media_id, signature FROM media_vectors WHERE kind = @kind AND media_id IN {ManyValues.List}";

    private static readonly string Add =
        $"INSERT INTO embeddings (signature, model, kind, added_at, vector) VALUES {ManyPairs.RowsWith("@model, @kind, @now")} ON CONFLICT DO NOTHING";

    private static readonly string Use = $"UPDATE embedding_uses SET uses = uses + @uses, used_at = @now WHERE {Key} AND signature IN {ManyValues.List}";

    private static readonly string FirstUse =
        $"INSERT INTO embedding_uses (signature, model, kind, uses, used_at) VALUES {ManyValues.RowsWith("@model, @kind, 0, @now")} ON CONFLICT DO NOTHING";

    private readonly EmbeddingUses _uses = new(clock);

    public async Task<IReadOnlySet<string>> FindAsync(VectorSpace space, IReadOnlyCollection<string> signatures, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync(
            session => ManyValues.Parameters(signatures)
                .SelectMany(some => session.Query(Find, row => row.GetString(0), [.. Of(space), .. some])).ToHashSet(StringComparer.Ordinal),
            cancellationToken);
        if (_uses.Add(space, signatures, found) is { } due)
        {
            await StoreAsync(due);
        }

        return found;
    }

    public Task<IReadOnlyDictionary<string, float[]>> ReadAsync(
        VectorSpace space, IReadOnlyCollection<string> signatures, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyDictionary<string, float[]>>(
            session => ManyValues.Parameters(signatures)
                .SelectMany(some => session.Query(Read, row => (row.GetString(0), Vector(row, 1)!), [.. Of(space), .. some]))
                .ToDictionary(StringComparer.Ordinal),
            cancellationToken);

    public async Task AddAsync(VectorSpace space, IReadOnlyCollection<(string Signature, float[] Vector)> vectors, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (vectors.Count == 0)
        {
            return;
        }

        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        await database.WriteAsync(
            session =>
            {
                session.Execute(Model, ("@model", space.Model), ("@dimensions", (long)vectors.First().Vector.Length));

                // In the order of their keys, so that two writers do not wait for each other.
                foreach (var some in vectors.OrderBy(vector => vector.Signature, StringComparer.Ordinal).Chunk(ManyPairs.AtOnce))
                {
                    session.Execute(
                        Add,
                        [.. Of(space), ("@now", now), .. ManyPairs.Parameters(some, vector => (vector.Signature, VectorRows.ToBytes(vector.Vector)))]);
                }

                return vectors.Count;
            },
            vectors.Count,
            compound: true);
    }

    public async Task AssignAsync(string kind, IReadOnlyCollection<(MediaId Title, string? Signature)> titles, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await database.WriteAsync(
            session =>
            {
                VectorRows.Assign(session, kind, titles);
                return titles.Count;
            },
            titles.Count,
            compound: true);
    }

    public Task<IReadOnlyDictionary<MediaId, string?>> FindAssignedAsync(
        string kind, IReadOnlyCollection<MediaId> titles, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyDictionary<MediaId, string?>>(
            session => ManyValues.Parameters(titles.Select(title => title.Value))
                .SelectMany(some => session.Query(FindAssigned, row => (Title: row.Id<MediaId>(0), Signature: row.TextOrNull(1)), [("@kind", kind), .. some]))
                .ToDictionary(row => row.Title, row => row.Signature),
            cancellationToken);

    public async Task<IReadOnlyList<TitleVector>> FollowAsync(VectorSpace space, long after, int limit, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            session => session.Query(
                Follow, row => new TitleVector(row.GetInt64(0), row.Id<MediaId>(1), Vector(row, 2)),
                [.. Of(space), ("@after", after), ("@limit", (long)limit)]),
            cancellationToken);

    public async Task<EmbeddingSweep> CleanAsync(string modelInUse, DateTimeOffset before, string? after, int limit, CancellationToken cancellationToken)
    {
        await StoreAsync(_uses.Take());
        var start = after?.Split('\n') ?? ["", "", ""];
        var seen = await database.ReadAsync(
            session => session.Query(
                Unused,
                row => (Space: new VectorSpace(row.GetString(0), row.GetString(1)), Signature: row.GetString(2), IsUnused: row.GetBoolean(3)),
                ("@before", before.ToUnixTimeMilliseconds()), ("@in_use", modelInUse),
                ("@model", start[0]), ("@kind", start[1]), ("@signature", start[2]), ("@limit", (long)limit)),
            cancellationToken);
        var unused = seen.Where(entry => entry.IsUnused).ToLookup(entry => entry.Space, entry => entry.Signature);
        var deleted = unused.Count == 0 ? 0 : await database.WriteAsync(session => DeleteAll(session, unused), unused.Sum(some => some.Count()), compound: true);
        return new EmbeddingSweep(deleted, seen.Count < limit ? null : $"{seen[^1].Space.Model}\n{seen[^1].Space.Kind}\n{seen[^1].Signature}");
    }

    public async Task<IReadOnlyList<EmbeddingModelFigures>> ListModelsAsync(CancellationToken cancellationToken)
    {
        await StoreAsync(_uses.Take());
        return await counts.GetAsync(
            "embedding models",
            session => session.Query(
                Models,
                row => new EmbeddingModelFigures(row.GetString(0), (int)row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4))),
            cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await StoreAsync(_uses.Take());
        }
        catch (Exception e) when (e is StorageFullException or StorageUnavailableException)
        {
            // Figures of the last seconds are lost, as in a crash; the database has said by itself what is wrong.
        }
    }

    private async Task StoreAsync(UsesToStore due)
    {
        if (due.Models.Count > 0)
        {
            await database.WriteAsync(session => Store(session, due), due.Count + 1, compound: true);
        }
    }

    private int Store(SqlSession session, UsesToStore due)
    {
        foreach (var (model, (hits, misses)) in due.Models)
        {
            session.Execute(Count, ("@model", model), ("@hits", hits), ("@misses", misses));
        }

        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var used in due.Uses.GroupBy(use => (use.Key.Space, Uses: use.Value), use => use.Key.Signature))
        {
            foreach (var some in ManyValues.Parameters(used.Order(StringComparer.Ordinal)))
            {
                session.Execute(FirstUse, [.. Of(used.Key.Space), ("@now", now), .. some]);
                session.Execute(Use, [.. Of(used.Key.Space), ("@uses", (long)used.Key.Uses), ("@now", now), .. some]);
            }
        }

        return due.Count;
    }

    private static int DeleteAll(SqlSession session, ILookup<VectorSpace, string> unused)
    {
        var deleted = 0;
        foreach (var some in unused)
        {
            foreach (var signatures in ManyValues.Parameters(some))
            {
                session.Execute(DeleteUses, [.. Of(some.Key), .. signatures]);
                deleted += session.Execute(Delete, [.. Of(some.Key), .. signatures]);
            }
        }

        return deleted;
    }

    private static float[]? Vector(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : VectorRows.ToVector(row.GetFieldValue<byte[]>(column));

    private static (string Name, object? Value)[] Of(VectorSpace space) => [("@model", space.Model), ("@kind", space.Kind)];
}

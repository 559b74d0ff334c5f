using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Media;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Documents;
using MediaPipeline.Storage.Sql.Embedding;
using MediaPipeline.Storage.Sql.Items;

namespace MediaPipeline.Storage.Sql.Media;

/// <summary>Media titles and the ids that belong to them; every query uses an index.</summary>
internal sealed class SqlMediaStore(
    IDocumentDatabase database, StoredKinds kinds, DocumentTables tables, DocumentFormat format, SqlSyntax syntax, TimeProvider clock) : IMediaStore
{
    private const string Known = $"SELECT id, {MediaTable.Signature}, state, job_id, {MediaTable.Type}, {MediaTable.Year}, {MediaTable.Title}, "
        + $"{MediaTable.MergedInto} FROM {StateNames.Media} WHERE id IN ";

    private const string Move = "UPDATE media_ids SET media_id = @to WHERE media_id = @from";
    private static readonly string FindOwners = $"SELECT claim, media_id FROM media_ids WHERE claim IN {ManyValues.List}";
    private static readonly string Claim = $"INSERT INTO media_ids (claim, media_id) VALUES {ManyValues.RowsWithOwner} ON CONFLICT (claim) DO NOTHING";
    private static readonly string Release = $"DELETE FROM media_ids WHERE media_id = @owner AND claim IN {ManyValues.List}";
    private static readonly string MoveSome = $"{Move} AND claim IN {ManyValues.List}";

    public Task<IReadOnlyList<KnownTitle>> FindKnownAsync(IReadOnlyList<MediaId> titles, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<KnownTitle>>(
            session => [.. ManyValues.Parameters(titles.Select(title => title.Value)).SelectMany(ids => session.Query(Known + ManyValues.List, ReadKnown, ids))],
            cancellationToken);

    public Task<IReadOnlyDictionary<string, MediaId>> FindOwnersAsync(IReadOnlyCollection<string> claims, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyDictionary<string, MediaId>>(session => OwnersOf(session, claims), cancellationToken);

    public Task<IReadOnlyList<MediaId>> InsertAsync(IReadOnlyList<NewTitle> titles, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var statements = tables.Of(kinds.Of(typeof(MediaRecord)).Table.Name);
        var documents = titles.Select(title => (title.Title.ItemId, format.Write(title.Title))).ToArray();
        var embedded = titles.Where(title => title.Title.Embedding is not null)
            .Select(title => (Title: title.Title.Id, (string?)title.Title.Embedding!.Signature)).ToList();
        return database.WriteAsync<IReadOnlyList<MediaId>>(
            session =>
            {
                var lost = titles.Where(title => !TryClaim(session, title)).Select(title => title.Title.Id).ToHashSet();
                var kept = lost.Count == 0 ? documents : [.. documents.Where(document => !lost.Contains(MediaId.FromValidated(document.ItemId)))];
                statements.InsertAbsent(session, kept, DocumentStatements.FirstETag(clock));
                VectorRows.Assign(session, VectorKinds.Synopsis, [.. embedded.Where(title => !lost.Contains(title.Title))]);
                return [.. lost];
            },
            documents.Length,
            compound: true);
    }

    public Task<IReadOnlyDictionary<string, MediaId>> ClaimAsync(MediaId title, IReadOnlyCollection<string> claims, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlyDictionary<string, MediaId>>(
            session => Taken(session, title, claims), claims.Count, compound: true);

    public Task<CoverPage> ListCoversAsync(MediaId? after, string? type, int limit, CancellationToken cancellationToken)
    {
        var stored = kinds.Of(typeof(MediaRecord));
        var sql = $"SELECT {stored.Sql.Columns} FROM {stored.Table.Name} AS i{syntax.IndexedBy($"{stored.Table.Name}_id")} WHERE i.id > @after "
            + $"AND i.{MediaTable.MergedInto} IS NULL{(type is null ? "" : $" AND i.{MediaTable.Type} = @type")} ORDER BY i.id LIMIT @limit";
        List<(string, object?)> parameters = [("@after", after?.Value ?? ""), ("@limit", limit)];
        if (type is not null)
        {
            parameters.Add(("@type", type));
        }

        return database.ReadAsync(
            session =>
            {
                var titles = session.Query(sql, row => (MediaRecord)stored.Rows.Read(row), [.. parameters]);
                return new CoverPage([.. titles.Select(title => title.Facts.CoverUrl).OfType<string>()], titles.Count == limit ? titles[^1].Id : null);
            },
            cancellationToken);
    }

    public Task MoveClaimsAsync(MediaId from, MediaId to, IReadOnlyCollection<string>? claims, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            (string, object?)[] owners = [("@from", from.Value), ("@to", to.Value)];
            return claims is null
                ? session.Execute(Move, owners)
                : ManyValues.Parameters(claims).Sum(some => session.Execute(MoveSome, [.. owners, .. some]));
        },
        claims?.Count ?? 1,
        compound: true);

    private static bool TryClaim(SqlSession session, NewTitle title)
    {
        if (title.Claims.Count == 0 || Taken(session, title.Title.Id, title.Claims).Count == 0)
        {
            return true;
        }

        foreach (var some in ManyValues.Parameters(title.Claims))
        {
            session.Execute(Release, [("@owner", title.Title.Id.Value), .. some]);
        }

        return false;
    }

    /// <summary>Claims ids, and gives those that belong to other titles. In their order, so that two writers do not wait for each other.</summary>
    private static Dictionary<string, MediaId> Taken(SqlSession session, MediaId title, IReadOnlyCollection<string> claims)
    {
        foreach (var some in ManyValues.Parameters(claims.Order(StringComparer.Ordinal)))
        {
            session.Execute(Claim, [("@owner", title.Value), .. some]);
        }

        return OwnersOf(session, claims).Where(owner => owner.Value != title).ToDictionary(StringComparer.Ordinal);
    }

    private static Dictionary<string, MediaId> OwnersOf(SqlSession session, IReadOnlyCollection<string> claims) => ManyValues.Parameters(claims)
        .SelectMany(some => session.Query(FindOwners, row => (row.GetString(0), row.Id<MediaId>(1)), some)).ToDictionary(StringComparer.Ordinal);

    private static KnownTitle ReadKnown(System.Data.Common.DbDataReader row) => new(
        row.Id<MediaId>(0),
        row.TextOrNull(1) ?? "",
        EnumNames<ItemState>.Parse(row.GetString(2)),
        row.IdOrNull<JobId>(3),
        row.TextOrNull(4),
        row.IsDBNull(5) ? null : row.GetInt32(5),
        row.TextOrNull(6),
        row.IdOrNull<MediaId>(7));
}

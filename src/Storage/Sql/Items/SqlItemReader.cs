using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Items;

namespace MediaPipeline.Storage.Sql.Items;

/// <summary>Items of every kind.</summary>
internal sealed class SqlItemReader(IDocumentDatabase database, StoredKinds kinds, ItemPages pages, CountCache counts, TimeProvider clock) : IItemReader
{
    private const string DeadLetters = "dead letters";
    private static readonly TimeSpan StuckAfter = TimeSpan.FromMinutes(10);

    public async Task<ItemView?> FindAsync(string itemId, CancellationToken cancellationToken) =>
        kinds.Find(itemId) is { } kind && await FindAsync(kind, itemId, cancellationToken) is { } item ? kind.ToView(item) : null;

    public Task<Page<ItemView>> ListAsync(ItemFilter filter, PageRequest page, CancellationToken cancellationToken) =>
        pages.ReadAsync(kinds.Matching(filter), filter, page, (kind, item) => kind.ToView(item), cancellationToken);

    public async Task<Page<ItemView>> ListDeadLettersAsync(PageRequest page, CancellationToken cancellationToken)
    {
        var total = await counts.GetAsync(DeadLetters, session => kinds.All.Sum(kind => session.Number(kind.Sql.CountDeadLetters)), cancellationToken);
        var (rows, parameters) = page.Cursor is { } cursor ? DeadLettersAfter(cursor) : (kinds.DeadLetterRows, [("@offset", (object?)page.Offset)]);
        var items = await database.ReadAsync(
            session => session.InOneSnapshot(() => ReadDeadLetters(session, rows, [.. parameters, ("@limit", page.Wanted())])), cancellationToken);
        return items.ToPage(page, DeadLetters, total);
    }

    public async Task<IReadOnlyList<HistoryEntry>?> GetHistoryAsync(string itemId, CancellationToken cancellationToken) =>
        kinds.Find(itemId) is { } kind ? (await FindAsync(kind, itemId, cancellationToken))?.History : null;

    public async Task<IReadOnlyList<StageCount>> CountStagesAsync(CancellationToken cancellationToken)
    {
        var stuckBefore = (clock.GetUtcNow() - StuckAfter).ToUnixTimeMilliseconds();
        return await counts.GetAsync<IReadOnlyList<StageCount>>(
            "stages", session => [.. kinds.All.SelectMany(kind => CountStages(session, kind, stuckBefore))], cancellationToken);
    }

    // Each kind is queried for its part of the page, with the position of each item there.
    private List<Listed<ItemView>> ReadDeadLetters(SqlSession session, string rows, (string Name, object? Value)[] parameters) =>
    [
        .. kinds.All
            .SelectMany(kind => session.Query(
                kind.Sql.PageOf(rows, StoredKinds.DeadLetterKeys, kind.Index),
                row => (Position: row.GetInt64(row.FieldCount - 1), Listed: new Listed<ItemView>(
                    kind.ToView(kind.Rows.Read(row)), ItemPages.KeysOf(kind, StoredKinds.DeadLetterKeys, row))),
                parameters))
            .OrderBy(found => found.Position)
            .Select(found => found.Listed),
    ];

    private (string Rows, IEnumerable<(string Name, object? Value)> Parameters) DeadLettersAfter(string cursor)
    {
        var keys = PageCursor.Read(DeadLetters, cursor, [typeof(string), .. StoredKinds.DeadLetterKeys.Types]);
        var last = kinds.All.FirstOrDefault(kind => string.Equals(kind.Kind.Name, (string)keys[0], StringComparison.Ordinal));
        return (kinds.DeadLetterRowsAfter(last ?? throw InvalidCursorException.OfAnotherList()), Keyset.Parameters(keys.Skip(1)));
    }

    private static IEnumerable<StageCount> CountStages(SqlSession session, StoredKind kind, long stuckBefore)
    {
        var rows = session.Query(
            kind.Sql.Stages,
            row => (State: row.GetString(0), Stage: row.GetString(1), Count: row.GetInt64(2), Oldest: row.Time(3), Old: row.GetInt64(4)),
            ("@before", stuckBefore));
        var unanswered = session.Query(kind.Sql.Unanswered, row => (Stage: row.GetString(0), Count: row.GetInt64(1)), ("@before", stuckBefore));
        foreach (var stage in kind.Kind.Stages)
        {
            var idle = rows.Where(row => string.Equals(row.Stage, stage, StringComparison.Ordinal) && row.State is not ("skipped" or "missing")).ToList();
            var old = idle.Sum(row => row.State switch { "failed" or "quarantined" => row.Count, "waiting" => row.Old, _ => 0 });
            yield return new StageCount(
                kind.Kind.Name,
                stage,
                idle.Sum(row => row.Count),
                idle.Count == 0 ? null : idle.Min(row => row.Oldest),
                old - unanswered.Where(row => string.Equals(row.Stage, stage, StringComparison.Ordinal)).Sum(row => row.Count));
        }
    }

    private Task<ItemRecord?> FindAsync(StoredKind kind, string itemId, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.First(kind.Sql.Find, kind.Rows.Read, ("@id", itemId)), cancellationToken);
}

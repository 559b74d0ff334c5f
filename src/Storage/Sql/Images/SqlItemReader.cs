using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Items;

namespace MediaPipeline.Storage.Sql.Images;

/// <summary>Items of every kind; so far pictures are the only one.</summary>
internal sealed class SqlItemReader(IDocumentDatabase database, CountCache counts, TimeProvider time) : IItemReader
{
    private static readonly TimeSpan StuckAfter = TimeSpan.FromMinutes(10);

    public async Task<ItemView?> FindAsync(string itemId, CancellationToken cancellationToken) =>
        await FindStateAsync(itemId, cancellationToken) is { } image ? ItemViews.ToView(ImageStages.Kind, image) : null;

    public async Task<Page<ItemView>> ListAsync(ItemFilter filter, PageRequest page, CancellationToken cancellationToken) => ImageFilter.Of(filter) is { } matching
        ? await ImagePages.ReadAsync(database, counts, matching, page, image => ItemViews.ToView(ImageStages.Kind, image), cancellationToken)
        : new Page<ItemView>([], 0, page.Number, page.Size);

    public async Task<Page<ItemView>> ListDeadLettersAsync(PageRequest page, CancellationToken cancellationToken)
    {
        var total = await counts.GetAsync("dead", session => session.Number(ImageSql.CountDead), cancellationToken);
        var items = await database.ReadAsync(
            session => session.Query(ImageSql.Dead, row => ItemViews.ToView(ImageStages.Kind, ImageRows.Read(row)), ("$limit", page.Size), ("$offset", page.Offset)), cancellationToken);
        return new Page<ItemView>(items, total, page.Number, page.Size);
    }

    public async Task<IReadOnlyList<HistoryEntry>?> GetHistoryAsync(string itemId, CancellationToken cancellationToken) =>
        (await FindStateAsync(itemId, cancellationToken))?.History;

    public async Task<IReadOnlyList<StageCount>> CountStagesAsync(CancellationToken cancellationToken)
    {
        var stuckBefore = (time.GetUtcNow() - StuckAfter).ToUnixTimeMilliseconds();
        return await counts.GetAsync("stages", session => Count(session, stuckBefore), cancellationToken);
    }

    private static IReadOnlyList<StageCount> Count(SqlSession session, long stuckBefore)
    {
        var rows = session.Query(
            ImageSql.Stages, row => (State: row.GetString(0), Stage: row.GetString(1), Count: row.GetInt64(2), Oldest: row.Time(3), Old: row.GetInt64(4)), ("$before", stuckBefore));
        return [.. ImageStages.Kind.Stages.Select(stage =>
        {
            var resting = rows.Where(row => string.Equals(row.Stage, stage, StringComparison.Ordinal) && row.State is not ("skipped" or "missing")).ToList();
            return new StageCount(
                ImageStages.Kind.Name,
                stage,
                resting.Sum(row => row.Count),
                resting.Count == 0 ? null : resting.Min(row => row.Oldest),
                resting.Sum(row => row.State switch { "failed" or "quarantined" => row.Count, "waiting" => row.Old, _ => 0 }));
        })];
    }

    private Task<ImageRecord?> FindStateAsync(string itemId, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.First(ImageSql.Find, ImageRows.Read, ("$id", itemId)), cancellationToken);
}

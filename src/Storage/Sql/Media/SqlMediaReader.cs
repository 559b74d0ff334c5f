using System.Runtime.CompilerServices;
using System.Text.Json;
using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Media;
using MediaPipeline.Storage.Sql.Items;

namespace MediaPipeline.Storage.Sql.Media;

/// <summary>Media titles by id and by title.</summary>
internal sealed class SqlMediaReader(IDocumentDatabase database, StoredKinds kinds, SqlSyntax syntax, CountCache counts) : IMediaReader
{
    private const int ExportedAtOnce = 500;
    private readonly StoredKind _stored = kinds.Of(typeof(MediaRecord));

    public async Task<MediaView?> FindAsync(MediaId id, CancellationToken cancellationToken) =>
        await ReadAsync(id, cancellationToken) is { } title ? MediaViews.ToView(title) : null;

    public async Task<MediaSourcesView?> FindSourcesAsync(MediaId id, CancellationToken cancellationToken) =>
        await ReadAsync(id, cancellationToken) is { } title ? MediaViews.ToSourcesView(title) : null;

    public async Task<Page<MediaView>> ListAsync(MediaFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var list = $"media {JsonSerializer.Serialize(filter, ContractJson.Options)}";
        var (condition, order) = (new MediaCondition(syntax, filter), MediaListOrder.Of(syntax, filter));
        if (condition.IsEmpty)
        {
            return page.Filled<MediaView>([], 0, null);
        }

        var total = await counts.GetAsync(
            list, session => session.Number($"SELECT count(*) FROM media_listed AS m WHERE {condition.Where}", condition.Parameters), cancellationToken);
        (string, object?)[] start = page.Cursor is { } cursor
            ? [.. Keyset.Parameters(PageCursor.Read(list, cursor, order.Keys.Types))]
            : [("@offset", page.Offset)];
        var found = await database.ReadAsync(
            session => session.Query(
                PageOf(condition, order, isAfter: page.Cursor is not null),
                row => new Listed<MediaView>(
                    MediaViews.ToView((MediaRecord)_stored.Rows.Read(row)), order.Keys.Read(row, row.FieldCount - 1 - order.Keys.Columns.Count)),
                [.. condition.Parameters, .. start, ("@limit", page.Wanted())]),
            cancellationToken);
        return found.ToPage(page, list, total);
    }

    public async IAsyncEnumerable<MediaView> ExportAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var titles = $"{_stored.Table.Name} AS i{syntax.IndexedBy($"{_stored.Table.Name}_id")}";
        var sql = $"SELECT {_stored.Sql.Columns} FROM {titles} WHERE i.id > @after AND i.{MediaTable.MergedInto} IS NULL ORDER BY i.id LIMIT @limit";
        for (var after = ""; ;)
        {
            var page = await database.ReadAsync(
                session => session.Query(sql, row => (MediaRecord)_stored.Rows.Read(row), ("@after", after), ("@limit", ExportedAtOnce)), cancellationToken);
            foreach (var title in page)
            {
                yield return MediaViews.ToView(title);
            }

            if (page.Count < ExportedAtOnce)
            {
                yield break;
            }

            after = page[^1].ItemId;
        }
    }

    private async Task<MediaRecord?> ReadAsync(MediaId id, CancellationToken cancellationToken) => (MediaRecord?)await database.ReadAsync(
        session => session.First(_stored.Sql.Find, _stored.Rows.Read, ("@id", id.Value)), cancellationToken);

    // Rows first, by the index alone: what lies before the page is passed without a look at a document.
    private string PageOf(MediaCondition condition, MediaListOrder order, bool isAfter)
    {
        var keys = string.Join(", ", order.Keys.Columns.Select((column, index) => $"{column} AS key{index}"));
        var names = string.Join(", ", order.Keys.Columns.Select((_, index) => $"key{index}"));
        var from = $"media_listed AS m{(order.Index is null ? "" : syntax.IndexedBy($"media_listed_{order.Index}"))}";
        var rows = $"SELECT m.media AS page_row, {keys} FROM {from} WHERE {condition.Where}{(isAfter ? $" AND {order.After}" : "")} ORDER BY {order.Sql} LIMIT @limit"
            + (isAfter ? "" : " OFFSET @offset");
        return $"SELECT {_stored.Sql.Columns}, {names}, position FROM (SELECT page_row, {names}, row_number() OVER () AS position FROM ({rows}) AS page_rows) AS page"
            + $" {syntax.OrderedJoin} {_stored.Table.Name} AS i ON i.row = page_row ORDER BY position";
    }
}

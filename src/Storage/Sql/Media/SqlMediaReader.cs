using System.Runtime.CompilerServices;
using System.Text;
using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Media;
using MediaPipeline.Storage.Sql.Items;

namespace MediaPipeline.Storage.Sql.Media;

/// <summary>Media titles by id and by title.</summary>
internal sealed class SqlMediaReader(IDocumentDatabase database, StoredKinds kinds, SqlSyntax syntax, CountCache counts) : IMediaReader
{
    private const int ExportedAtOnce = 500;
    private static readonly Keyset ByTitle = new(("sort_key", typeof(string)));
    private readonly StoredKind _stored = kinds.Of(typeof(MediaRecord));

    public async Task<MediaView?> FindAsync(MediaId id, CancellationToken cancellationToken) =>
        await ReadAsync(id, cancellationToken) is { } title ? MediaViews.ToView(title) : null;

    public async Task<MediaSourcesView?> FindSourcesAsync(MediaId id, CancellationToken cancellationToken) =>
        await ReadAsync(id, cancellationToken) is { } title ? MediaViews.ToSourcesView(title) : null;

    public async Task<Page<MediaView>> ListAsync(MediaFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var list = $"media {filter}";
        var (where, parameters) = Condition(filter);
        var from = _stored.Table.Name + syntax.IndexedBy($"{_stored.Table.Name}_{(filter.Type is null ? "by_title" : "by_type")}");
        var total = await counts.GetAsync(list, session => session.Number($"SELECT count(*) FROM {from} WHERE {where}", [.. parameters]), cancellationToken);
        (string, object?)[] start = page.Cursor is { } cursor
            ? [.. Keyset.Parameters(PageCursor.Read(list, cursor, ByTitle.Types))]
            : [("@offset", page.Offset)];
        var rows = page.Cursor is null
            ? $"SELECT row AS page_row FROM {from} WHERE {where} ORDER BY sort_key LIMIT @limit OFFSET @offset"
            : $"SELECT row AS page_row FROM {from} WHERE {where} AND {ByTitle.After()} ORDER BY sort_key LIMIT @limit";
        var found = await database.ReadAsync(
            session => session.Query(
                _stored.Sql.PageOf(rows, ByTitle),
                row => new Listed<MediaView>(
                    MediaViews.ToView((MediaRecord)_stored.Rows.Read(row)), ByTitle.Read(row, row.FieldCount - 1 - ByTitle.Columns.Count)),
                [.. parameters, .. start, ("@limit", page.Wanted())]),
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

    private static (string Where, List<(string, object?)> Parameters) Condition(MediaFilter filter)
    {
        var (where, parameters) = (new StringBuilder($"sort_key IS NOT NULL AND {MediaTable.MergedInto} IS NULL"), new List<(string, object?)>());
        Add("type =", "@type", filter.Type);
        Add("state =", "@state", filter.State is { } state ? EnumNames<ItemState>.Name(state) : null);
        Add("stage =", "@stage", filter.Stage);
        Add("job_id =", "@job", filter.JobId?.Value);
        Add("year >=", "@from", filter.YearFrom);
        Add("year <=", "@to", filter.YearTo);
        return (where.ToString(), parameters);

        void Add(string comparison, string name, object? value)
        {
            if (value is not null)
            {
                where.Append(" AND ").Append(comparison).Append(' ').Append(name);
                parameters.Add((name, value is int number ? (long)number : value));
            }
        }
    }
}

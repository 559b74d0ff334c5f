using System.Data.Common;
using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Documents;

namespace MediaPipeline.Storage.Sql.Items;

/// <summary>Queries of grains over items of every kind; every query uses an index.</summary>
internal sealed class SqlItemStore(IDocumentDatabase database, StoredKinds kinds, DocumentTables tables, DocumentFormat format, TimeProvider clock) : IItemStore
{
    public Task InsertAbsentAsync<T>(IReadOnlyList<T> items, CancellationToken cancellationToken)
        where T : ItemRecord
    {
        cancellationToken.ThrowIfCancellationRequested();
        var statements = tables.Of(kinds.Of(typeof(T)).Table.Name);
        var documents = new (string Id, string Document)[items.Count];
        for (var i = 0; i < documents.Length; i++)
        {
            documents[i] = (items[i].ItemId, format.Write(items[i]));
        }

        return database.WriteAsync(
            session => statements.InsertAbsent(session, documents, DocumentStatements.FirstETag(clock)), documents.Length, compound: true);
    }

    public Task<IReadOnlyList<string>> ListByStateAsync(JobId job, IReadOnlyList<ItemState> states, int limit, CancellationToken cancellationToken) =>
        ListAsync(
            limit,
            (session, left) => states.SelectMany(state => kinds.All.Select(kind => Ids(
                session, kind.Sql.ByState, ("@job", job.Value), ("@state", EnumNames<ItemState>.Name(state)), ("@limit", left())))),
            cancellationToken);

    public Task<IReadOnlyList<string>> ListMatchingAsync(ItemFilter filter, string? after, int limit, CancellationToken cancellationToken) => ListAsync(
        limit,
        (session, left) => kinds.Matching(filter).Where(kind => after is null || kind.HasIdsAfter(after)).Select(kind =>
        {
            var condition = new ItemCondition(kind.Table, filter);
            return Ids(session, kind.Sql.Matching(condition), [.. condition.Parameters, ("@after", after ?? ""), ("@limit", left())]);
        }),
        cancellationToken);

    public Task<IReadOnlyList<string>> ListWaitingForAsync(JobId job, string resource, int limit, CancellationToken cancellationToken) => ListAsync(
        limit,
        (session, left) => kinds.All.Select(kind => Ids(
            session, kind.Sql.WaitingFor, ("@job", job.Value), ("@resource", resource), ("@limit", left()))),
        cancellationToken);

    public Task<WaitingFor?> FindFirstWaitAsync(JobId job, CancellationToken cancellationToken) => database.ReadAsync(
        session => kinds.All.Select(kind => session.First(kind.Sql.FirstWait, row => kind.Rows.Read(row).WaitingFor, ("@job", job.Value)))
            .FirstOrDefault(found => found is not null),
        cancellationToken);

    public Task<JobTally> TallyAsync(JobId job, CancellationToken cancellationToken) =>
        database.ReadAsync(session => ItemTallies.OfJob(session, kinds, job), cancellationToken);

    /// <summary>Runs one query after the other until there are enough rows.</summary>
    /// <param name="ask">Lists, each asked for when it is reached; the function says how many are wanted still.</param>
    private async Task<IReadOnlyList<string>> ListAsync(
        int limit, Func<SqlSession, Func<int>, IEnumerable<List<string>>> ask, CancellationToken cancellationToken) => await database.ReadAsync(
        session =>
        {
            var found = new List<string>();
            foreach (var list in ask(session, () => limit - found.Count))
            {
                found.AddRange(list);
                if (found.Count >= limit)
                {
                    break;
                }
            }

            return found;
        },
        cancellationToken);

    private static List<string> Ids(SqlSession session, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        session.Query(sql, static (DbDataReader row) => row.GetString(0), parameters);
}

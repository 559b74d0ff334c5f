using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Postgres.Writing;
using MediaPipeline.Storage.Sql;
using MediaPipeline.Storage.Tests.Support;
using MediaPipeline.TestKit.Postgres;
using Npgsql;

namespace MediaPipeline.Storage.Tests.Postgres.Writing;

/// <summary>Groups on PostgreSQL: how it finds what they change, and what becomes of them when it refuses one or goes away.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresGroupTests(PostgresServer server)
{
    private static readonly PostgresDocumentStatements Collections = new("collections", 1);

    private static CancellationToken None => CancellationToken.None;

    // A plan that is made while the table is empty is the one that is used when a scan has filled it.
    [PostgresFact]
    public async Task Statements_OnEmptyTables_AreToFindDocumentsById()
    {
        await using var host = PostgresHost.Create(server);
        var (ids, etags, texts) = (new[] { "a", "b" }, new[] { 1L, 2L }, new[] { "{}", "{}" });
        var plans = new List<(string Table, string Plan)>();
        foreach (var statements in host.Get<DocumentTables>().All.Cast<PostgresDocumentStatements>())
        {
            plans.Add((statements.Table, await PlanAsync(
                host, statements.UpdateMany, ("@ids", ids), ("@etags", etags), ("@schema", 1L), ("@texts", texts))));
            plans.Add((statements.Table, await PlanAsync(host, statements.DeleteMany, ("@ids", ids), ("@etags", etags))));
        }

        plans.ShouldAllBe(found => found.Plan.Contains($"Index Scan using {found.Table}_id on {found.Table}"));
    }

    [PostgresFact]
    public async Task WriteAsync_TheConnectionIsLostInTheMiddleOfAGroup_NothingOfItIsStored()
    {
        await using var host = PostgresHost.Create(server);
        var database = host.Get<IDocumentDatabase>();
        await Task.WhenAll(Writes(0, 40).Select(database.WriteAsync));

        var group = new List<Task>();
        using (await HeldWriter.HoldAsync(database))
        {
            group.AddRange(Writes(40, 20).Select(database.WriteAsync));
            group.AddRange(Enumerable.Range(0, 20).Select(i => database.WriteAsync(DocumentWrite.Delete(Collections, Id(i), 1))));
            group.Add(database.WriteAsync(session => session.Number("SELECT CASE WHEN pg_terminate_backend(pg_backend_pid()) THEN 1 END")));
            group.AddRange(Writes(60, 20).Select(database.WriteAsync));
        }

        foreach (var write in group)
        {
            await Should.ThrowAsync<StorageUnavailableException>(() => write);
        }

        (await CountAsync(database)).ShouldBe(40);
        await Task.WhenAll(Writes(40, 20).Select(database.WriteAsync));
        (await CountAsync(database)).ShouldBe(60);
    }

    // Whatever a write makes of its own failure: what stood before it is lost with the connection, and must not be acknowledged.
    [PostgresFact]
    public async Task WriteAsync_TheLossOfTheConnectionIsSwallowed_NobodyIsToldThatItIsStored()
    {
        await using var host = PostgresHost.Create(server);
        var database = host.Get<IDocumentDatabase>();

        var group = new List<Task>();
        using (await HeldWriter.HoldAsync(database))
        {
            group.AddRange(Writes(0, 20).Select(database.WriteAsync));
            group.Add(database.WriteAsync(LoseTheConnection));
        }

        foreach (var write in group)
        {
            await Should.ThrowAsync<StorageUnavailableException>(() => write);
        }

        (await CountAsync(database)).ShouldBe(0);
    }

    [PostgresFact]
    public async Task WriteAsync_OneOfAGroupIsRefused_TheOthersAreDecidedAsEver()
    {
        await using var host = PostgresHost.Create(server);
        var database = host.Get<IDocumentDatabase>();
        await Task.WhenAll(Writes(0, 40).Select(database.WriteAsync));

        var group = new List<Task>();
        using (await HeldWriter.HoldAsync(database))
        {
            group.AddRange(Writes(30, 50).Select(database.WriteAsync));
            group.Add(database.WriteAsync(DocumentWrite.Update(Collections, Id(0), 1, "{")));
            group.AddRange(Enumerable.Range(1, 10).Select(i => database.WriteAsync(DocumentWrite.Update(Collections, Id(i), i == 5 ? 9 : 1, "{}"))));
        }

        await Task.WhenAll(group.Select(write => write.ContinueWith(_ => { }, TaskScheduler.Default)));

        group.Select((write, place) => (write.IsFaulted, place)).Where(write => write.IsFaulted).Select(write => write.place)
            .ShouldBe([.. Enumerable.Range(0, 10), 50, 55]);
        (await CountAsync(database)).ShouldBe(80);
    }

    private static bool LoseTheConnection(SqlSession session)
    {
        try
        {
            session.Execute("SELECT pg_terminate_backend(pg_backend_pid())");
        }
        catch (NpgsqlException)
        {
            // As if nothing had happened.
        }

        return true;
    }

    private static IEnumerable<DocumentWrite> Writes(int first, int count) =>
        Enumerable.Range(first, count).Select(i => DocumentWrite.Insert(Collections, Id(i), 1, "{}"));

    private static string Id(int number) => $"col_{number:00}";

    private static Task<long> CountAsync(IDocumentDatabase database) => database.ReadAsync(session => session.Number("SELECT count(*) FROM collections"), None);

    private static async Task<string> PlanAsync(StorageHost host, string sql, params (string Name, object? Value)[] parameters) => string.Join(
        '\n', await host.Get<IDocumentDatabase>().WriteAsync(session => session.Query($"EXPLAIN {sql}", row => row.GetString(0), parameters)));
}

using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.EndToEnd.Tests.Upgrade;
using MediaPipeline.TestKit.Postgres;
using Npgsql;

namespace MediaPipeline.EndToEnd.Tests.Cluster;

/// <summary>
/// A database of PostgreSQL that version 1.0.0 left behind when it was killed, as a silo of a cluster and as a server alone, which then ran on a runtime of
/// its own: this version opens it and goes on.
/// </summary>
[Collection(PostgresCollection.Name)]
public sealed class GoldenDatabaseTests(PostgresServer postgres)
{
    [PostgresTheory]
    [InlineData("postgres")]
    [InlineData("postgres-embedded")]
    public async Task WhatItHeld_IsThere_AndGoesOn(string store)
    {
        using var golden = new GoldenData(store);
        var database = postgres.CreateDatabase(golden["database.sql"]);
        var started = TimeProvider.System.GetUtcNow();
        await using var server = await StartAsync(golden, database, ("Access__RequireKey", "true"));

        await GoldenLibrary.AssertKeysAsync(server, golden);
        await GoldenLibrary.AssertAllIsThereAsync(server, golden);
        await GoldenLibrary.AssertRemindersAsync(server, () => RemindersAsync(database), started);
        await GoldenLibrary.AssertWorkGoesOnByItselfAsync(server, started);
        await GoldenLibrary.AssertClosedSourceOpensAsync(server, golden);
        await GoldenLibrary.AssertFullCacheFolderOpensAsync(server, golden);
        await GoldenLibrary.AssertPausedJobResumesAsync(server);
        await GoldenLibrary.AssertMendedPicturesBecomeLiveAsync(server, golden);
    }

    private static Task<RunningServer> StartAsync(GoldenData golden, string database, params IEnumerable<(string Name, string Value)> more) =>
        RunningServer.StartAsync(golden["data"], SiloSet.SettingsFor(database, golden["cache"], more));

    private static async Task<IReadOnlyList<StoredReminder>> RemindersAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("SELECT grain_id, start_at, grain_hash FROM orleans_reminders");
        await using var rows = await command.ExecuteReaderAsync();
        List<StoredReminder> reminders = [];
        while (await rows.ReadAsync())
        {
            reminders.Add(new StoredReminder(rows.GetString(0), rows.GetFieldValue<DateTimeOffset>(1), (uint)rows.GetInt32(2)));
        }

        return reminders;
    }
}

using System.Globalization;
using MediaPipeline.EndToEnd.Tests.Postgres;
using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.EndToEnd.Tests.Upgrade;
using MediaPipeline.TestKit.Network;
using MediaPipeline.TestKit.Postgres;
using Npgsql;

namespace MediaPipeline.EndToEnd.Tests.Cluster;

/// <summary>A database of PostgreSQL that version 1.0.0 left behind when it was killed, as a silo of Orleans and on its embedded runtime: this version opens it and goes on.</summary>
[Collection(PostgresCollection.Name)]
public sealed class GoldenDatabaseTests(PostgresServer postgres)
{
    private const string OfASilo = "postgres", OfTheEmbeddedRuntime = "postgres-embedded";

    [PostgresFact]
    public Task OfASilo_WhatItHeld_IsThere_WithItsStatesAndReasons_AndItsKeysOpenIt() => AssertAllIsThereAsync(OfASilo);

    [PostgresFact]
    public Task OfASilo_TheJobThatItWasKilledIn_CompletesByItself() => AssertWorkGoesOnAsync(OfASilo);

    [PostgresFact]
    public Task OfASilo_WhatWaitedRestedOrFailed_GoesOnOnceItMay() => AssertRestGoesOnAsync(OfASilo);

    [PostgresFact]
    public Task OfTheEmbeddedRuntime_WhatItHeld_IsThere_WithItsStatesAndReasons_AndItsKeysOpenIt() => AssertAllIsThereAsync(OfTheEmbeddedRuntime);

    [PostgresFact]
    public Task OfTheEmbeddedRuntime_TheJobThatItWasKilledIn_CompletesByItself() => AssertWorkGoesOnAsync(OfTheEmbeddedRuntime);

    [PostgresFact]
    public Task OfTheEmbeddedRuntime_WhatWaitedRestedOrFailed_GoesOnOnceItMay() => AssertRestGoesOnAsync(OfTheEmbeddedRuntime);

    private async Task AssertAllIsThereAsync(string store)
    {
        using var golden = new GoldenData(store);
        var database = postgres.CreateDatabase(golden["database.sql"]);
        var started = TimeProvider.System.GetUtcNow();
        await using var server = await StartAsync(golden, database, ("Access__RequireKey", "true"));

        await GoldenLibrary.AssertKeysAsync(server, golden);
        await GoldenLibrary.AssertAllIsThereAsync(server, golden);
        await GoldenLibrary.AssertRemindersAsync(server, () => RemindersAsync(database), started);
    }

    private async Task AssertWorkGoesOnAsync(string store)
    {
        using var golden = new GoldenData(store);
        var started = TimeProvider.System.GetUtcNow();
        await using var server = await StartAsync(golden, postgres.CreateDatabase(golden["database.sql"]));

        await GoldenLibrary.AssertWorkGoesOnByItselfAsync(server, started);
        await SiloSet.WaitForActiveAsync(server, 1);
    }

    private async Task AssertRestGoesOnAsync(string store)
    {
        using var golden = new GoldenData(store);
        await using var server = await StartAsync(golden, postgres.CreateDatabase(golden["database.sql"]));

        await GoldenLibrary.AssertClosedSourceOpensAsync(server, golden);
        await GoldenLibrary.AssertFullCacheFolderOpensAsync(server, golden);
        await GoldenLibrary.AssertPausedJobResumesAsync(server);
        await GoldenLibrary.AssertMendedPicturesBecomeLiveAsync(server, golden);
    }

    private static Task<RunningServer> StartAsync(GoldenData golden, string database, params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string>(PostgresRun.SettingsFor(database), StringComparer.Ordinal)
        {
            ["CacheFolders__DefaultPath"] = golden["cache"],
            ["Cluster__AdvertisedAddress"] = "127.0.0.1",
            ["Cluster__SiloPort"] = FreePort(),
            ["Cluster__GatewayPort"] = FreePort(),
        };
        foreach (var (name, value) in more)
        {
            settings[name] = value;
        }

        return RunningServer.StartAsync(golden["data"], settings);
    }

    private static string FreePort() => LoopbackPort.Free().ToString(CultureInfo.InvariantCulture);

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

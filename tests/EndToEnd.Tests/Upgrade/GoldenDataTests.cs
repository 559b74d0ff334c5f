using MediaPipeline.EndToEnd.Tests.Running;
using Microsoft.Data.Sqlite;

namespace MediaPipeline.EndToEnd.Tests.Upgrade;

/// <summary>A data directory that version 1.0.0 left behind, on SQLite, when it was killed: this version opens it and goes on.</summary>
public sealed class GoldenDataTests
{
    [Fact]
    public async Task WhatItHeld_IsThere_WithItsStatesAndReasons_AndItsKeysOpenIt()
    {
        using var golden = new GoldenData("sqlite");
        var started = TimeProvider.System.GetUtcNow();
        await using var server = await RunningServer.StartAsync(golden["data"], new Dictionary<string, string> { ["Access__RequireKey"] = "true" });

        await GoldenLibrary.AssertKeysAsync(server, golden);
        await GoldenLibrary.AssertAllIsThereAsync(server, golden);
        await GoldenLibrary.AssertRemindersAsync(server, () => RemindersAsync(golden["data", "mediapipeline.db"]), started);
    }

    [Fact]
    public async Task TheJobThatItWasKilledIn_CompletesByItself()
    {
        using var golden = new GoldenData("sqlite");
        var started = TimeProvider.System.GetUtcNow();
        await using var server = await RunningServer.StartAsync(golden["data"]);

        await GoldenLibrary.AssertWorkGoesOnByItselfAsync(server, started);
    }

    [Fact]
    public async Task WhatWaitedRestedOrFailed_GoesOnOnceItMay()
    {
        using var golden = new GoldenData("sqlite");
        await using var server = await RunningServer.StartAsync(golden["data"]);

        await GoldenLibrary.AssertClosedSourceOpensAsync(server, golden);
        await GoldenLibrary.AssertFullCacheFolderOpensAsync(server, golden);
        await GoldenLibrary.AssertPausedJobResumesAsync(server);
        await GoldenLibrary.AssertMendedPicturesBecomeLiveAsync(server, golden);
    }

    // Beside the server, which holds the directory.
    private static async Task<IReadOnlyList<StoredReminder>> RemindersAsync(string file)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT grain_id, start_at, grain_hash FROM reminders";
        await using var rows = await command.ExecuteReaderAsync();
        List<StoredReminder> reminders = [];
        while (await rows.ReadAsync())
        {
            reminders.Add(new StoredReminder(rows.GetString(0), DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(1)), (uint)rows.GetInt64(2)));
        }

        return reminders;
    }
}

using System.Net;
using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.TestKit.Files;
using MediaPipeline.TestKit.Notes;
using MediaPipeline.TestKit.Postgres;

namespace MediaPipeline.EndToEnd.Tests.Cluster;

/// <summary>A kind of item that only the tests have, on PostgreSQL.</summary>
[Collection(PostgresCollection.Name)]
public sealed class NotesOnPostgresTests(PostgresServer postgres)
{
    [PostgresFact]
    public async Task AskedAnsweredFailedAndKilled_EveryNoteComesToItsEnd()
    {
        using var directory = new TemporaryDirectory();
        var notes = NoteRequests.Settings(directory, notes: 8).Select(setting => (setting.Key, setting.Value));
        var settings = SiloSet.SettingsFor(postgres.CreateDatabase(), directory["cache"], notes);
        await using (var killed = await RunningServer.StartWithNotesAsync(directory["data"], settings))
        {
            await killed.WaitForNotesAsync("state=waiting", 4);
            await killed.WaitForNotesAsync("state=failed&code=tooLong", 2);
            (await killed.NoteHistoryAsync(SomeNote.IdOf(3))).ShouldContain(entry => entry.Stage == "undone" && entry.Event == "completed");
            (await killed.AnswerNoteAsync(SomeNote.IdOf(1), "publish")).ShouldBe(HttpStatusCode.OK);
            await killed.KillAsync();
        }

        await using var server = await RunningServer.StartWithNotesAsync(directory["data"], settings);
        await server.WaitForNotesAsync("state=live", 3);
        (await server.AnswerNoteAsync(SomeNote.IdOf(2), "discard")).ShouldBe(HttpStatusCode.OK);

        await server.WaitForNotesAsync("state=skipped", 1);
        (await server.NoteAsync(2)).SkippedReason.ShouldBe("discarded");
        (await server.NotesAsync("state=waiting")).Items.Select(item => item.Id).ShouldBe([SomeNote.IdOf(5), SomeNote.IdOf(6)], ignoreOrder: true);
        await server.AssertNoteFilesAsync(directory);
    }
}

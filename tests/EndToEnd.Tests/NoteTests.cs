using System.Collections.Concurrent;
using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.TestKit.Files;
using MediaPipeline.TestKit.Notes;

namespace MediaPipeline.EndToEnd.Tests;

/// <summary>A kind of item that only the tests have, in a process of the product: the API and the kernel take it as they take pictures.</summary>
public sealed class NoteTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string[] Choices = ["publish", "discard"];

    [Fact]
    public async Task EveryRouteForItems_TakesIt()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await StartAsync(directory, notes: 12);
        await server.WaitForNotesAsync("state=waiting", 6);
        await server.WaitForNotesAsync("state=failed&code=tooLong", 3);
        await server.WaitForNotesAsync("state=live", 3);
        (await server.NoteAsync(1)).WaitingFor!.Choices.ShouldBe(Choices);
        (await server.NoteHistoryAsync(SomeNote.IdOf(1))).ShouldContain(entry => entry.Event == "waiting");
        await AssertStagesAsync(server);
        (await server.GetAsync<Page<ItemView>>("/api/v1/dead-letters")).Items.Select(item => item.Id)
            .ShouldBe([SomeNote.IdOf(3), SomeNote.IdOf(7), SomeNote.IdOf(11)], ignoreOrder: true);

        var (status, problem) = await server.PostForAnswerAsync($"items/{SomeNote.IdOf(1)}/answer", new { choice = "perhaps" });
        status.ShouldBe(HttpStatusCode.BadRequest);
        problem.ShouldContain("'perhaps' is none of the choices of 'approval': publish, discard.");
        (await server.AnswerNoteAsync(SomeNote.IdOf(1), "publish")).ShouldBe(HttpStatusCode.OK);
        (await server.AnswerNoteAsync(SomeNote.IdOf(2), "discard")).ShouldBe(HttpStatusCode.OK);
        (await server.PostAsync($"items/{SomeNote.IdOf(5)}/skip")).ShouldBe(HttpStatusCode.OK);
        await server.WaitForNotesAsync("state=live", 4);
        await server.WaitForNotesAsync("state=skipped", 2);
        (await server.AnswerNoteAsync(SomeNote.IdOf(1), "publish")).ShouldBe(HttpStatusCode.Conflict);

        (await server.PostAsync($"items/{SomeNote.IdOf(3)}/retry")).ShouldBe(HttpStatusCode.OK);
        await server.WaitForNotesAsync("state=failed", 3);
        (await server.PostAsync($"dead-letters/{SomeNote.IdOf(3)}/requeue")).ShouldBe(HttpStatusCode.OK);
        await server.WaitForNotesAsync("state=failed", 3);
        (await server.Http.DeleteAsync($"/api/v1/dead-letters/{SomeNote.IdOf(7)}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await server.WaitForNotesAsync("state=skipped", 3);

        await server.WaitForEndAsync(await server.StartJobAsync("items/retry?kind=note&state=failed"), Patience);
        await server.WaitForEndAsync(await server.StartJobAsync($"items/skip?kind=note&state=waiting&stage={NoteRecord.Checked}"), Patience);
        await server.WaitForNotesAsync("state=skipped", 6);
        await server.AssertNoteFilesAsync(directory);
    }

    [Fact]
    public async Task Events_CarryTheStagesOfEachNote()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await StartAsync(directory, notes: 4);
        await server.WaitForNotesAsync("state=waiting", 2);
        await server.WaitForNotesAsync("state=failed", 1);
        using var limit = new CancellationTokenSource(Patience);

        // An id that the feed does not have is answered at once, which shows that it is being read.
        await using var stream = await server.Http.GetStreamAsync("/api/v1/events?items=true&lastEventId=none", limit.Token);
        await using var events = SseParser.Create(stream).EnumerateAsync(limit.Token).GetAsyncEnumerator(limit.Token);
        (await events.MoveNextAsync(), events.Current.EventType).ShouldBe((true, FeedEvents.Reset));

        await server.AnswerNoteAsync(SomeNote.IdOf(1), "publish");
        (await ReadAsync(events, 2)).ShouldBe([
            (FeedEvents.ItemStage, SomeNote.IdOf(1), NoteRecord.Approved, "running"),
            (FeedEvents.ItemStage, SomeNote.IdOf(1), ItemKind.Live, "live")]);
        await server.AnswerNoteAsync(SomeNote.IdOf(2), "discard");
        (await ReadAsync(events, 1)).ShouldBe([(FeedEvents.ItemStage, SomeNote.IdOf(2), NoteRecord.Written, "skipped")]);
        await server.PostAsync($"items/{SomeNote.IdOf(3)}/retry");
        (await ReadAsync(events, 2)).ShouldBe([
            (FeedEvents.ItemStage, SomeNote.IdOf(3), NoteRecord.Reserved, "running"),
            (FeedEvents.ItemFailed, SomeNote.IdOf(3), NoteRecord.Written, "failed")]);
    }

    // One item has no route to be cancelled by: it is skipped, or its job is cancelled.
    [Fact]
    public async Task ItsJobIsCancelled_WhatTheNotesDidIsUndone_AndTheyAreSkipped()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await StartAsync(directory, notes: 4);
        await server.WaitForNotesAsync("state=waiting", 2);
        var job = await server.StartJobAsync("items/retry?kind=note&state=waiting");
        await server.WaitForJobAsync(job, view => view.State == JobState.Waiting, Patience);

        (await server.PostAsync($"jobs/{job}/cancel")).ShouldBe(HttpStatusCode.OK);

        (await server.WaitForEndAsync(job, Patience)).State.ShouldBe(JobState.Cancelled);
        (await server.NotesAsync("state=skipped")).Items.Select(item => item.SkippedReason).ShouldBe(["cancelled", "cancelled"]);
        await server.AssertNoteFilesAsync(directory);
    }

    [Fact]
    public Task KilledAgainAndAgain_EveryNoteComesToItsEnd_EachAcknowledgedAnswerIsInForce_AndNoFileIsLeftBehind() => Chance.RunAsync(async chance =>
    {
        const int Notes = 200, Kills = 4;
        using var directory = new TemporaryDirectory();
        var acknowledged = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var server = await StartAsync(directory, Notes);
            await Task.Delay(chance.Next(0, 600));
            var asking = await server.WaitAsync(() => server.NotesAsync("state=waiting&pageSize=20"), page => page.Total > 0, Patience);
            asking.Items.Select(item => item.Id).Intersect(acknowledged.Keys).ShouldBeEmpty("These were answered already, and ask again.");

            // All at once: when some are acknowledged, others are under way.
            Task[] answers = [.. asking.Items.Select(item => AnswerAsync(server, item.Id, Choices[chance.Next(2)], acknowledged))];
            await Task.WhenEach(answers).ElementAtAsync(chance.Next(answers.Length));
            await server.KillAsync();
            await Task.WhenAll(answers);
        }

        await using var last = await StartAsync(directory, Notes);
        await last.WaitForNotesAsync("state=failed", Notes / 4);
        await last.WaitForNotesAsync("state=pending", 0);
        await last.WaitForNotesAsync("state=running", 0);

        var ended = (await last.NotesAsync("state=live")).Total + (await last.NotesAsync("state=skipped")).Total;
        (ended + (await last.NotesAsync("state=waiting")).Total).ShouldBe(Notes * 3 / 4);
        await AssertInForceAsync(last, acknowledged);
        await last.AssertNoteFilesAsync(directory);
    });

    private static Task<RunningServer> StartAsync(TemporaryDirectory directory, int notes) =>
        RunningServer.StartWithNotesAsync(directory["data"], NoteRequests.Settings(directory, notes));

    private static async Task AssertStagesAsync(RunningServer server)
    {
        (await server.GetAsync<List<StageCount>>("/api/v1/stages")).Single(count => count is { Kind: "note", Stage: NoteRecord.Checked })
            .ShouldSatisfyAllConditions(count => count.Count.ShouldBe(6), count => count.Stuck.ShouldBe(0));
        (await server.NotesAsync($"stage={NoteRecord.Checked}")).Items.Select(item => item.Id)
            .ShouldBe(new[] { 1, 2, 5, 6, 9, 10 }.Select(SomeNote.IdOf), ignoreOrder: true);
        (await server.NotesAsync($"stage={NoteRecord.Written}&state=failed")).Total.ShouldBe(3);
        (await server.NotesAsync($"stage={NoteRecord.Approved}")).Total.ShouldBe(0);
        using var unknown = await server.Http.GetAsync("/api/v1/items?stage=approval");
        unknown.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await unknown.Content.ReadAsStringAsync()).ShouldContain($"{NoteRecord.Checked}, {NoteRecord.Approved}");
    }

    private static async Task<List<(string Event, string Id, string Stage, string State)>> ReadAsync(IAsyncEnumerator<SseItem<string>> events, int count)
    {
        List<(string, string, string, string)> read = [];
        while (read.Count < count)
        {
            (await events.MoveNextAsync()).ShouldBeTrue();
            using var json = JsonDocument.Parse(events.Current.Data);
            var (id, stage, state) = (json.RootElement.GetProperty("id"), json.RootElement.GetProperty("stage"), json.RootElement.GetProperty("state"));
            read.Add((events.Current.EventType, id.GetString()!, stage.GetString()!, state.GetString()!));
        }

        return read;
    }

    private static async Task AnswerAsync(RunningServer server, string id, string choice, ConcurrentDictionary<string, string> acknowledged)
    {
        try
        {
            (await server.AnswerNoteAsync(id, choice)).ShouldBe(HttpStatusCode.OK);
            acknowledged[id] = choice;
        }
        catch (HttpRequestException)
        {
            // It was killed meanwhile: the answer may or may not be in force.
        }
    }

    /// <summary>Each has led to what was chosen, and was asked for once.</summary>
    private static async Task AssertInForceAsync(RunningServer server, IReadOnlyDictionary<string, string> acknowledged)
    {
        acknowledged.ShouldNotBeEmpty();
        foreach (var (id, choice) in acknowledged)
        {
            var item = await server.GetAsync<ItemView>($"/api/v1/items/{id}");
            (item.State, item.SkippedReason).ShouldBe(choice == "publish" ? (ItemState.Live, null) : (ItemState.Skipped, "discarded"), id);
            (await server.NoteHistoryAsync(id)).Last(entry => entry.Code == "approval").ShouldSatisfyAllConditions(
                last => last.Event.ShouldBe("answered"), last => last.Message.ShouldBe(choice));
        }
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.TestKit.Files;
using MediaPipeline.TestKit.Notes;

namespace MediaPipeline.EndToEnd.Tests;

/// <summary>A kind of item that only the tests have, in a process of the product: the API and the kernel take it as they take pictures.</summary>
public sealed class NoteTests
{
    [Fact]
    public async Task EveryRouteForItems_TakesIt()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await StartAsync(directory, notes: 8);
        await WaitForAsync(server, "state=waiting", 4);
        await WaitForAsync(server, "state=failed&code=tooLong", 2);
        await WaitForAsync(server, "state=live", 2);

        (await ItemAsync(server, 1)).WaitingFor!.Choices.ShouldBe(["publish", "discard"]);
        (await server.GetAsync<List<HistoryEntry>>($"/api/v1/items/{SomeNote.IdOf(1)}/history")).ShouldContain(entry => entry.Event == "waiting");
        (await server.GetAsync<List<StageCount>>("/api/v1/stages")).Single(count => count is { Kind: "note", Stage: NoteRecord.Checked })
            .ShouldSatisfyAllConditions(count => count.Count.ShouldBe(4), count => count.Stuck.ShouldBe(0));
        (await server.GetAsync<Page<ItemView>>("/api/v1/dead-letters")).Items.Select(item => item.Id)
            .ShouldBe([SomeNote.IdOf(3), SomeNote.IdOf(7)], ignoreOrder: true);

        (await PostAsync(server, $"items/{SomeNote.IdOf(1)}/answer", new { choice = "perhaps" })).ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(server, $"items/{SomeNote.IdOf(1)}/answer", new { choice = "publish" })).ShouldBe(HttpStatusCode.OK);
        (await PostAsync(server, $"items/{SomeNote.IdOf(2)}/answer", new { choice = "discard" })).ShouldBe(HttpStatusCode.OK);
        (await PostAsync(server, $"items/{SomeNote.IdOf(5)}/skip")).ShouldBe(HttpStatusCode.OK);
        await WaitForAsync(server, "state=live", 3);
        await WaitForAsync(server, "state=skipped", 2);
        (await PostAsync(server, $"items/{SomeNote.IdOf(1)}/answer", new { choice = "publish" })).ShouldBe(HttpStatusCode.Conflict);

        (await PostAsync(server, $"items/{SomeNote.IdOf(3)}/retry")).ShouldBe(HttpStatusCode.OK);
        await WaitForAsync(server, "state=failed", 2);
        (await PostAsync(server, $"dead-letters/{SomeNote.IdOf(3)}/requeue")).ShouldBe(HttpStatusCode.OK);
        await WaitForAsync(server, "state=failed", 2);
        (await server.Http.DeleteAsync($"/api/v1/dead-letters/{SomeNote.IdOf(7)}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await WaitForAsync(server, "state=skipped", 3);

        await RunJobAsync(server, "items/retry?kind=note&state=failed");
        await RunJobAsync(server, "items/skip?kind=note&state=waiting");
        await WaitForAsync(server, "state=skipped", 4);
        await AssertFilesAsync(server, directory);
    }

    [Fact]
    public async Task KilledAgainAndAgain_EveryNoteComesToItsEnd_AndNoFileIsLeftBehind()
    {
        const int Notes = 200;
        using var directory = new TemporaryDirectory();
        var random = new Random(20261128);
        for (var kill = 0; kill < 4; kill++)
        {
            await using var server = await StartAsync(directory, Notes);
            await Task.Delay(random.Next(0, 600));
            foreach (var asked in (await ListAsync(server, "state=waiting&pageSize=20")).Items)
            {
                (await PostAsync(server, $"items/{asked.Id}/answer", new { choice = random.Next(2) == 0 ? "publish" : "discard" })).ShouldBe(HttpStatusCode.OK);
            }

            await server.KillAsync();
        }

        await using var last = await StartAsync(directory, Notes);
        await WaitForAsync(last, "state=failed", Notes / 4);
        foreach (var moving in new[] { "pending", "running" })
        {
            await WaitForAsync(last, $"state={moving}", 0);
        }

        var (live, waiting) = ((await ListAsync(last, "state=live")).Total, (await ListAsync(last, "state=waiting")).Total);
        (live + waiting + (await ListAsync(last, "state=skipped")).Total).ShouldBe(Notes * 3 / 4);
        (live > Notes / 4, waiting > 0).ShouldBe((true, true));
        await AssertFilesAsync(last, directory);
    }

    private static Task<RunningServer> StartAsync(TemporaryDirectory directory, int notes) => RunningServer.StartWithNotesAsync(
        directory["data"], new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Notes__Folder"] = directory["notes"],
            ["Notes__Count"] = $"{notes}",
        });

    private static Task<ItemView> ItemAsync(RunningServer server, int number) => server.GetAsync<ItemView>($"/api/v1/items/{SomeNote.IdOf(number)}");

    private static Task<Page<ItemView>> ListAsync(RunningServer server, string filter) =>
        server.GetAsync<Page<ItemView>>($"/api/v1/items?kind=note&{filter}");

    private static Task WaitForAsync(RunningServer server, string filter, int count) =>
        server.WaitAsync(() => ListAsync(server, filter), page => page.Total == count, TimeSpan.FromSeconds(60));

    private static async Task<HttpStatusCode> PostAsync(RunningServer server, string path, object? body = null)
    {
        using var answer = await (body is null ? server.Http.PostAsync($"/api/v1/{path}", null) : server.Http.PostAsJsonAsync($"/api/v1/{path}", body));
        return answer.StatusCode;
    }

    private static async Task RunJobAsync(RunningServer server, string path)
    {
        using var answer = await server.Http.PostAsync($"/api/v1/{path}", null);
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        await server.WaitForEndAsync(json.RootElement.GetProperty("jobId").GetString()!, TimeSpan.FromSeconds(60));
    }

    /// <summary>What waits has its file reserved, what is live has it published, and nothing else has one.</summary>
    private static async Task AssertFilesAsync(RunningServer server, TemporaryDirectory directory)
    {
        var folder = new NoteFolder(directory["notes"]);
        var live = (await ListAsync(server, "state=live&pageSize=500")).Items.Select(item => item.Id);
        var waiting = (await ListAsync(server, "state=waiting&pageSize=500")).Items.Select(item => item.Id);
        folder.Published.Select(Path.GetFileName).ShouldBe(live, ignoreOrder: true);
        folder.Reserved.Select(file => Path.GetFileName(file).Split('.')[0]).ShouldBe(waiting, ignoreOrder: true);
    }
}

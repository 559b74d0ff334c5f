using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.TestKit.Files;
using MediaPipeline.TestKit.Notes;

namespace MediaPipeline.EndToEnd.Tests.Running;

/// <summary>What a client asks a server about its notes.</summary>
internal static class NoteRequests
{
    public static Dictionary<string, string> Settings(TemporaryDirectory directory, int notes) => new(StringComparer.Ordinal)
    {
        ["Notes__Folder"] = directory["notes"],
        ["Notes__Count"] = $"{notes}",
    };

    public static Task<ItemView> NoteAsync(this RunningServer server, int number) => server.GetAsync<ItemView>($"/api/v1/items/{SomeNote.IdOf(number)}");

    public static Task<List<HistoryEntry>> NoteHistoryAsync(this RunningServer server, string id) =>
        server.GetAsync<List<HistoryEntry>>($"/api/v1/items/{id}/history");

    public static Task<Page<ItemView>> NotesAsync(this RunningServer server, string filter) =>
        server.GetAsync<Page<ItemView>>($"/api/v1/items?kind=note&{filter}");

    public static Task WaitForNotesAsync(this RunningServer server, string filter, int count) =>
        server.WaitAsync(() => server.NotesAsync(filter), page => page.Total == count, TimeSpan.FromSeconds(60));

    public static async Task<HttpStatusCode> PostAsync(this RunningServer server, string path, object? body = null) =>
        (await server.PostForAnswerAsync(path, body)).Status;

    public static async Task<(HttpStatusCode Status, string Text)> PostForAnswerAsync(this RunningServer server, string path, object? body = null)
    {
        using var answer = await (body is null ? server.Http.PostAsync($"/api/v1/{path}", null) : server.Http.PostAsJsonAsync($"/api/v1/{path}", body));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public static Task<HttpStatusCode> AnswerNoteAsync(this RunningServer server, string id, string choice) =>
        server.PostAsync($"items/{id}/answer", new { choice });

    /// <summary>Answers the id of the job.</summary>
    public static async Task<string> StartJobAsync(this RunningServer server, string path)
    {
        var (status, text) = await server.PostForAnswerAsync(path);
        status.ShouldBe(HttpStatusCode.Accepted, text);
        using var json = JsonDocument.Parse(text);
        return json.RootElement.GetProperty("jobId").GetString()!;
    }

    /// <summary>What waits has its file reserved, what is live has it published, and nothing else has one.</summary>
    public static async Task AssertNoteFilesAsync(this RunningServer server, TemporaryDirectory directory)
    {
        var folder = new NoteFolder(directory["notes"]);
        var live = (await server.NotesAsync("state=live&pageSize=500")).Items.Select(item => item.Id);
        var waiting = (await server.NotesAsync("state=waiting&pageSize=500")).Items.Select(item => item.Id);
        folder.Published.Select(Path.GetFileName).ShouldBe(live, ignoreOrder: true);
        folder.Reserved.Select(file => Path.GetFileName(file).Split('.')[0]).ShouldBe(waiting, ignoreOrder: true);
    }
}

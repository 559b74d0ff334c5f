using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Contracts.Reading;

namespace MediaPipeline.EndToEnd.Tests.Running;

/// <summary>What a client asks about the catalogue.</summary>
internal static class CatalogueRequests
{
    /// <summary>Starts an import of a catalogue file; answers its job.</summary>
    public static Task<string> StartImportAsync(this RunningServer server, string path) => server.StartImportAsync(new { source = "file", path });

    public static async Task<string> StartImportAsync(this RunningServer server, object import)
    {
        using var answer = await server.Http.PostAsJsonAsync("/api/v1/imports", import);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, text);
        using var json = JsonDocument.Parse(text);
        return json.RootElement.GetProperty("jobIds")[0].GetString()!;
    }

    /// <summary>The titles that a job has changed.</summary>
    public static async Task<IReadOnlyList<MediaView>> TitlesOfAsync(this RunningServer server, string job) =>
        (await server.GetAsync<Page<MediaView>>($"/api/v1/media?jobId={job}&pageSize=500")).Items;

    /// <summary>The whole catalogue by id, without what differs from run to run: times, tries and jobs.</summary>
    public static async Task<IReadOnlyList<string>> ExportAsync(this RunningServer server) =>
        [.. (await server.Http.GetStringAsync("/api/v1/media/export")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(WithoutTimes)];

    private static string WithoutTimes(string line)
    {
        var title = JsonNode.Parse(line)!.AsObject();
        foreach (var name in title.Select(member => member.Key).Where(name => name.EndsWith("At", StringComparison.Ordinal)).ToList())
        {
            title.Remove(name);
        }

        title.Remove("jobId");
        title.Remove("tries");
        // In no order, since PostgreSQL keeps none of members.
        var stages = title["stages"]!.AsObject().Select(stage => stage.Key).Order(StringComparer.Ordinal);
        title["stages"] = new JsonArray([.. stages.Select(stage => (JsonNode)stage)]);
        (title["lastError"] as JsonObject)?.Remove("at");
        return title.ToJsonString();
    }
}

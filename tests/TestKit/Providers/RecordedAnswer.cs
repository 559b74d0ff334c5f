using System.Text.Json.Nodes;

namespace MediaPipeline.TestKit.Providers;

/// <summary>An answer of a provider.</summary>
public sealed record RecordedAnswer(int Status, string Body, string ContentType = "application/json")
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Sent when this has ended; at once by default.</summary>
    public Task After { get; init; } = Task.CompletedTask;

    public static RecordedAnswer Ok(string body) => new(200, body);

    /// <summary>From <c>{name}.response.json</c>, and status and headers from <c>{name}.meta.json</c> beside it, if there is one.</summary>
    public static RecordedAnswer Load(string folder, string name)
    {
        var body = File.ReadAllText(Path.Join(folder, $"{name}.response.json"));
        var meta = Path.Join(folder, $"{name}.meta.json");
        if (!File.Exists(meta))
        {
            return Ok(body);
        }

        var said = JsonNode.Parse(File.ReadAllText(meta))!;
        var headers = said["headers"]!.AsObject()
            .ToDictionary(header => header.Key, header => (string)header.Value!.AsArray()[0]!, StringComparer.OrdinalIgnoreCase);
        headers.Remove("Content-Type", out var type);
        headers.Remove("Date");
        return new RecordedAnswer((int)said["status"]!["code"]!, body, type ?? "application/json") { Headers = headers };
    }
}

using System.Text.Json.Serialization;

namespace MediaPipeline.Api.Problems;

/// <summary>An error as it is sent (RFC 9457).</summary>
/// <param name="Type">Always <c>about:blank</c>: <paramref name="Code"/> tells errors apart.</param>
/// <param name="Title">What the status says.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Detail">Human-readable: names the field, file or object, and says what to do.</param>
public sealed record ApiProblem(string Type, string Title, int Status, string Code, string Detail)
{
    /// <summary>What to look for in the server's log; only with 500.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceId { get; init; }

    /// <summary>State of the picture whose rendition is not there.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? State { get; init; }

    /// <summary>The last stage which that picture completed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Stage { get; init; }
}

using System.Text.Json.Serialization;
using MediaPipeline.Api.Requests;
using MediaPipeline.Contracts;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MediaPipeline.Api.Health;

/// <summary>Health of the server.</summary>
/// <param name="Status"><c>healthy degraded unhealthy</c>: that of the worst part.</param>
public sealed record HealthView(string Status)
{
    /// <summary>The parts by name; left out where the caller may not see them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, HealthPart>? Parts { get; init; }

    internal static HealthView Of(HealthReport report) => new(NameOf(report.Status))
    {
        Parts = report.Entries.ToDictionary(entry => entry.Key, entry => HealthPart.Of(entry.Value), StringComparer.Ordinal),
    };

    internal static string NameOf(HealthStatus status) => EnumNames<HealthStatus>.Name(status);
}

/// <summary>Health of one part of the server.</summary>
/// <param name="Status"><c>healthy degraded unhealthy</c></param>
/// <param name="Code">What is wrong, for programs, for example <c>storageFull</c>; the check's data <c>code</c>.</param>
/// <param name="Message">What is wrong and what to do; the check's description.</param>
public sealed record HealthPart(string Status, string? Code, string? Message)
{
    internal static HealthPart Of(HealthReportEntry entry) =>
        new(HealthView.NameOf(entry.Status), entry.Data.TryGetValue("code", out var code) ? code?.ToString() : null,
            entry.Description ?? (entry.Exception is null ? null : "The check itself failed: the server's log says why."));
}

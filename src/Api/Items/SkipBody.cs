using System.ComponentModel;
using MediaPipeline.Api.Problems;
using MediaPipeline.Api.Requests;

namespace MediaPipeline.Api.Items;

/// <summary>What <c>POST /api/v1/items/{id}/skip</c> takes; it may be left out.</summary>
internal sealed record SkipBody([property: Description("Reason to show for the skipped item.")] string? Reason = null);

internal static class SkipReason
{
    public const string Default = "skipped by a user";
    public const string Dismissed = "dismissed";
    private const int MaxLength = 500;

    public static string Check(string? reason)
    {
        if (reason?.Length > MaxLength)
        {
            throw RequestRejectedException.BadRequest(
                ProblemCodes.InvalidField, $"The field 'reason' has {reason.Length} characters: at most {MaxLength} are taken.");
        }

        return string.IsNullOrWhiteSpace(reason) ? Default : TextField.Check(reason.Trim(), "reason");
    }
}

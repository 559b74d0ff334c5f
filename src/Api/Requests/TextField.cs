using MediaPipeline.Api.Problems;

namespace MediaPipeline.Api.Requests;

internal static class TextField
{
    /// <summary>Refuses a text with a NUL character, which not every database stores.</summary>
    public static string Check(string text, string field) => text.Contains('\0', StringComparison.Ordinal)
        ? throw RequestRejectedException.BadRequest(ProblemCodes.InvalidField, $"The field '{field}' holds a NUL character, which cannot be stored: take it out.")
        : text;
}

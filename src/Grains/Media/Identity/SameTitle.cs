using MediaPipeline.Contracts.Media;

namespace MediaPipeline.Grains.Media.Identity;

/// <summary>Whether two titles that share an id can be one.</summary>
internal static class SameTitle
{
    // A film is of one year at a festival, and of the next in the cinemas.
    private const int YearsApart = 1;

    /// <summary>What speaks against it; null: nothing.</summary>
    public static string? FindContradiction(string? type, int? year, string? otherType, int? otherYear)
    {
        if (IsKnown(type) && IsKnown(otherType) && !string.Equals(type, otherType, StringComparison.Ordinal))
        {
            return $"one is of type '{type}', the other of type '{otherType}'";
        }

        return year is { } one && otherYear is { } other && Math.Abs(one - other) > YearsApart ? $"one is of {year}, the other of {otherYear}" : null;
    }

    private static bool IsKnown(string? type) => !string.IsNullOrEmpty(type) && type is not MediaTypes.Unknown;
}

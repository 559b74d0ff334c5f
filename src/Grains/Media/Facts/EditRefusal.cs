using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Media;

namespace MediaPipeline.Grains.Media.Facts;

/// <summary>Why a title cannot be edited like that.</summary>
internal static class EditRefusal
{
    private const int EarliestYear = 1000, LatestYear = 2999, MostScore = 100;

    public static CommandResult? Find(MediaEdit edit)
    {
        if (edit.Set.Concat(edit.Lock).Concat(edit.Unlock).FirstOrDefault(name => !MediaField.Editable.ContainsKey(name)) is { } unknown)
        {
            return CommandResult.Invalid("unknownField", $"'{unknown}' is no field that can be set: {string.Join(", ", MediaField.Editable.Keys)}.");
        }

        if (edit.Set.Intersect(edit.Unlock, StringComparer.Ordinal).FirstOrDefault() is { } both)
        {
            return CommandResult.Invalid("invalidField", $"'{both}' cannot be set and unlocked at once: leave it out of one of them.");
        }

        return FindValue(edit) is { } problem ? CommandResult.Invalid("invalidField", problem) : null;
    }

    private static string? FindValue(MediaEdit edit)
    {
        var (set, values) = (edit.Set, edit.Values);
        return set.Contains("title", StringComparer.Ordinal) && string.IsNullOrWhiteSpace(values.Title) ? "The title cannot be empty: unlock it to have that of the sources."
            : set.Contains("type", StringComparer.Ordinal) && string.IsNullOrWhiteSpace(values.Type) ? "The type cannot be empty: unlock it to have that of the sources."
            : values.Year is < EarliestYear or > LatestYear ? $"The year cannot be {values.Year}: give one from {EarliestYear} to {LatestYear}."
            : values.Score is < 0 or > MostScore ? $"The score cannot be {values.Score}: give one from 0 to {MostScore}."
            : values.Episodes is < 0 ? $"The number of episodes cannot be {values.Episodes}: give 1 or more."
            : values.Minutes is < 0 ? $"The length cannot be {values.Minutes} minutes: give 0 or more."
            : null;
    }
}

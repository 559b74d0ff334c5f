using MediaPipeline.Contracts;

namespace MediaPipeline.Connectors.Mapping;

/// <summary>What options of several providers may be set to.</summary>
internal static class ProviderOptionRules
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(180);

    /// <summary>Keys are sent as headers, and appear in no message.</summary>
    public static void CheckSecret(this OptionFaults faults, string option, string? value) =>
        faults.Check(value is null || value.All(letter => letter is > ' ' and <= '~'), option, "not shown", "the key alone, without spaces and line ends");

    /// <summary>How long answers are used again. TMDB allows no longer than six months.</summary>
    public static void CheckKeepFor(this OptionFaults faults, string option, TimeSpan value) =>
        faults.Check(value >= TimeSpan.Zero && value <= Longest, option, value, "0 to 180 days (180.00:00:00)");
}

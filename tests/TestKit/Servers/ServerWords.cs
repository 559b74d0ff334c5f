using System.Globalization;
using System.Text.RegularExpressions;

namespace MediaPipeline.TestKit.Servers;

/// <summary>What is read of what a running program says.</summary>
public static partial class ServerWords
{
    /// <summary>Where it answers, in the line of its output that says so.</summary>
    public static Uri? FindAddress(string? line) => line is not null && Answers().Match(line) is { Success: true } match
        ? new Uri(match.Groups["address"].Value) : null;

    /// <summary>How many pictures this process has made live, by its metrics.</summary>
    public static long CountMadeLive(string metrics) => metrics.Split('\n')
        .Where(line => line.StartsWith("mediapipeline_images_stages_total{stage=\"live\"", StringComparison.Ordinal))
        .Sum(line => long.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));

    /// <summary>Whether a silo's health says that it is one of so many.</summary>
    public static bool IsOneOf(string health, int silos) =>
        health.Contains(string.Create(CultureInfo.InvariantCulture, $"one of {silos} that are active"), StringComparison.Ordinal);

    [GeneratedRegex("answers at (?<address>http://[^ ]+) ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Answers();
}

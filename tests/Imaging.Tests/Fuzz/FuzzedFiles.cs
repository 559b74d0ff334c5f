using System.Globalization;

namespace MediaPipeline.Imaging.Tests.Fuzz;

/// <summary>
/// Which mutated files a test makes: so many, each by a seed of its own. <c>MEDIAPIPELINE_FUZZ_SEED</c> sets the first seed, to try others or to make a file
/// again that a test named; <c>MEDIAPIPELINE_FUZZ_FILES</c> sets their number.
/// </summary>
internal static class FuzzedFiles
{
    internal static IEnumerable<int> Seeds(int count, int slice = 0)
    {
        var files = Read("MEDIAPIPELINE_FUZZ_FILES") ?? count;
        return Enumerable.Range((Read("MEDIAPIPELINE_FUZZ_SEED") ?? 0) + (slice * files), files);
    }

    /// <summary>What to do about it, for the message of a failure.</summary>
    internal static string Name(string format, int seed) => $"{format}, MEDIAPIPELINE_FUZZ_SEED={seed} MEDIAPIPELINE_FUZZ_FILES=1";

    private static int? Read(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}

using System.Collections.Concurrent;
using MediaPipeline.Contracts.Formats;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Imaging.Tests.Kit;
using Xunit.Abstractions;

namespace MediaPipeline.Imaging.Tests.Fuzz;

/// <summary>
/// Damaged files of every format, through real workers: each gets an answer of ours, no worker dies without its picture being told, and nothing of it is left
/// in the server's process.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class MutatedFileTests(ITestOutputHelper output)
{
    [Theory, OnBoth]
    internal Task MutatedFiles_GetAnAnswerOfOurs(TestDecoders decoders) =>
        TryAllAsync(decoders, from format in FormatsOf(decoders) from seed in FuzzedFiles.Seeds(300) select (format, seed));

    /// <summary>A side of more pixels than an int holds, past ImageMagick's own limit.</summary>
    [Theory, OnBoth]
    internal Task FilesThatWereFoundBefore_GetAnAnswerOfOurs(TestDecoders decoders) =>
        TryAllAsync(decoders, from seed in (int[])[1136, 2273, 12441] select (PictureFormat.Tiff, seed));

    [Theory, MemberData(nameof(Slices))]
    [Trait("Category", "Long")]
    internal Task TwentyThousandMutatedFiles_GetAnAnswerOfOurs(TestDecoders decoders, string format, int slice) =>
        TryAllAsync(decoders, from known in FormatsOf(decoders)
                              where known.Name == format
                              from seed in FuzzedFiles.Seeds(20_000 / SlicesEach, slice)
                              select (known, seed));

    /// <summary>A test that takes twenty minutes counts as one that hangs.</summary>
    public static IEnumerable<object[]> Slices() =>
        from decoders in Enum.GetValues<TestDecoders>()
        from format in FormatsOf(decoders)
        from slice in Enumerable.Range(0, SlicesEach)
        select new object[] { decoders, format.Name, slice };

    private async Task TryAllAsync(TestDecoders decoders, IEnumerable<(PictureFormat Format, int Seed)> files)
    {
        using var temporary = new TemporaryFolder();
        var outcomes = new ConcurrentBag<string>();
        var before = ServerState.Read();
        await using (var test = TestEngine.On(decoders, options => LimitTo(options, temporary)))
        {
            await Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = 4 },
                async (file, _) => outcomes.Add($"{file.Format.Name} {await FuzzedPicture.TryAsync(test, file.Format, file.Seed)}"));

            ShouldHaveToldEveryDeath(test, outcomes);
            (test.Engine.Status.BusyWorkers, test.Engine.Status.QueueLength).ShouldBe((0, 0));
            test.Engine.Status.WorkerResidentBytes.ShouldBeLessThan(MostBytesOfAllWorkers);
            Directory.EnumerateFiles(test.OutputDirectory).ShouldBeEmpty();
        }

        foreach (var (outcome, count) in outcomes.CountBy(outcome => outcome).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{outcome} {count}");
        }

        Directory.EnumerateFileSystemEntries(temporary.Path).ShouldBeEmpty("the workers' temporary files");
        ServerState.WorkersOf(temporary.Path).ShouldBeEmpty();
        ServerState.Read().ShouldNotHaveGrownSince(before);
    }

    /// <summary>Each death counts against a picture, which is tried once more or quarantined; and no death is an exception that we did not foresee.</summary>
    private static void ShouldHaveToldEveryDeath(TestEngine test, IReadOnlyCollection<string> outcomes)
    {
        var lines = test.Log.Lines;
        lines.Where(line => line.Contains("   at MediaPipeline", StringComparison.Ordinal) || line.Contains("Unhandled exception", StringComparison.Ordinal))
            .ShouldBeEmpty("a worker's own code failed");
        var (again, quarantined) = (CountOf("7001 "), CountOf("7002 "));
        test.Engine.Status.WorkersReplaced.ShouldBe(again + quarantined);
        outcomes.Count(outcome => outcome.Contains(" quarantined ", StringComparison.Ordinal)).ShouldBe(quarantined);

        int CountOf(string id) => lines.Count(line => line.StartsWith(id, StringComparison.Ordinal));
    }

    /// <summary>
    /// Small limits, so that what a header makes up costs little. The workers' temporary files go where they can be counted; by the last argument, which they
    /// do not read, they are found among the processes.
    /// </summary>
    private static void LimitTo(ImagingOptions options, TemporaryFolder temporary)
    {
        options.MaxPixels = 4_000_000;
        options.MemoryLimitBytes = 500_000_000;
        options.ExtraFormats = ["svg"];
        options.WorkerCommand = ["env", $"TMPDIR={temporary.Path}", .. options.WorkerCommand, temporary.Path];
    }

    /// <summary>ImageMagick reads no SVG here; the last three are its own with either.</summary>
    private static IEnumerable<PictureFormat> FormatsOf(TestDecoders decoders) => MutatedFile.Samples.Keys.Where(format => decoders == TestDecoders.All
        || (format != PictureFormat.Svg && format != PictureFormat.Heic && format != PictureFormat.Jxl && format != PictureFormat.Jp2));

    private const int SlicesEach = 10;
    private const long MostBytesOfAllWorkers = 1_200_000_000;
}

/// <summary>Tests that look at the whole process run after the others, one at a time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    internal const string Name = "alone";
}

using MediaPipeline.Contracts.Jobs;
using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.TestKit.Files;
using MediaPipeline.TestKit.Pictures;
using Xunit.Abstractions;

namespace MediaPipeline.EndToEnd.Tests;

/// <summary>Ten thousand pictures pass through a server that stays small.</summary>
public sealed class MemoryTests(ITestOutputHelper output)
{
    private const int Pictures = 10_000;
    private const int Settled = 2_000;
    private const long Megabyte = 1_000_000;

    [Fact, Trait("Category", "Long")]
    public async Task TenThousandPictures_PassInUnder500Megabytes_WithoutGrowthAfterThe2000th()
    {
        using var directory = new TemporaryDirectory();
        byte[][] originals = [.. Enumerable.Range(0, 10).Select(i => PngPicture.Create(160, 120, i))];
        for (var i = 0; i < Pictures; i++)
        {
            PngPicture.Write(directory["pictures", $"{i / 500}", $"{i}.png"], PngPicture.WithComment(originals[i % originals.Length], $"copy {i}"), i);
        }

        await using var server = await RunningServer.StartAsync(directory["data"]);
        var (_, job) = await server.AddCollectionAsync(directory["pictures"]);
        List<(long Live, long Server, long Children)> samples = [];
        var ended = await server.WaitForJobAsync(
            job,
            j =>
            {
                samples.Add((j.Progress.ByStage.GetValueOrDefault("live"), Children.ResidentBytes(server.ProcessId), Children.Of(server.ProcessId)
                    .Sum(Children.ResidentBytes)));
                return j.CompletedAt is not null;
            },
            TimeSpan.FromMinutes(20));

        ended.State.ShouldBe(JobState.Completed);
        var late = samples.Where(s => s.Live >= Settled).ToList();
        foreach (var step in late.Where((_, i) => i % Math.Max(1, late.Count / 20) == 0).Append(late[^1]))
        {
            output.WriteLine($"{step.Live,6} live: server {step.Server / Megabyte} MB, children {step.Children / Megabyte} MB");
        }

        late.Max(s => s.Server).ShouldBeLessThan(500 * Megabyte);

        // Medians of the fifth after the 2,000th picture and of the last one: a garbage collector breathes, a leak does not.
        var fifth = late.Count / 5;
        Median(late.TakeLast(fifth)).ShouldBeLessThan(1.1 * Median(late.Take(fifth)));
    }

    private static double Median(IEnumerable<(long Live, long Server, long Children)> samples) =>
        samples.Select(s => s.Server).Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;
}

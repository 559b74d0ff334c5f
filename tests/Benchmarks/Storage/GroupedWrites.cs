using System.Diagnostics;
using System.Diagnostics.Metrics;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Ports.Storage;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace MediaPipeline.Benchmarks.Storage;

/// <summary>Our grain storage: each writer writes its own picture again as soon as the last write is acknowledged.</summary>
internal static class GroupedWrites
{
    public static async Task<WriteFigures> MeasureAsync(IServiceProvider services, string way, int writers, TimeSpan duration)
    {
        var storage = services.GetRequiredKeyedService<IGrainStorage>(StateNames.Storage);
        var (acknowledged, commits) = (new Latencies(), new Latencies());
        using var listener = ListenToCommits(commits);
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => WriteAsync(storage, writers, writer, clock, duration, acknowledged)));
        return new WriteFigures(
            way, writers, acknowledged.Count / clock.Elapsed.TotalSeconds, acknowledged.Percentiles(), commits.Percentiles(),
                Math.Round((double)acknowledged.Count / commits.Count, 1));
    }

    private static async Task WriteAsync(IGrainStorage storage, int writers, int writer, Stopwatch clock, TimeSpan duration, Latencies acknowledged)
    {
        var held = new GrainState<ImageRecord>(Pictures.New(CollectionId.Of($"/grouped/{writers}"), writer));
        var id = GrainId.Create("image", held.State!.Id.Value);
        while (clock.Elapsed < duration)
        {
            var start = clock.Elapsed;
            await storage.WriteStateAsync(StateNames.Images, id, held);
            acknowledged.Add(clock.Elapsed - start);
            held.State = Pictures.Moved(held.State!);
        }
    }

    private static MeterListener ListenToCommits(Latencies commits)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name is "mediapipeline.storage.commit.duration")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, seconds, _, _) => commits.Add(TimeSpan.FromSeconds(seconds)));
        listener.Start();
        return listener;
    }
}

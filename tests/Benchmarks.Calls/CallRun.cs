using System.Diagnostics;
using MediaPipeline.Benchmarks.Calls.Hosts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MediaPipeline.Benchmarks.Calls;

/// <summary>Operations a second of one row.</summary>
internal sealed record CallRow(string Name, double PerSecond);

/// <summary>One round of all rows in a silo of its own. Each row runs twice and counts once, the second time; activating runs on new ids each time.</summary>
internal sealed class CallRun(IGrainFactory grains)
{
    private const int Callers = 64;
    private readonly List<CallRow> _rows = [];
    private int _fresh = 1_000_000;

    public static async Task<IReadOnlyList<CallRow>> RunAsync(bool copyMessages)
    {
        var started = Stopwatch.GetTimestamp();
        using var host = RuntimeUnderTest.Build(copyMessages);
        await host.StartAsync();
        var run = new CallRun(host.Services.GetRequiredService<IGrainFactory>());
        await run._One.Ping(0);
        await Console.Error.WriteLineAsync($"{RuntimeUnderTest.Name}: first answer after {Stopwatch.GetElapsedTime(started).TotalMilliseconds:N0} ms");
        await run.MeasureAllAsync();
        await Console.Error.WriteLineAsync($"{RuntimeUnderTest.Name}: {Environment.WorkingSet / 1048576} MB");
        await host.StopAsync();
        return run._rows;
    }

    private IPingGrain _One { get; } = grains.GetGrain<IPingGrain>(1);

    private async Task MeasureAllAsync()
    {
        var many = Enumerable.Range(0, 1000).Select(key => grains.GetGrain<IPingGrain>(key)).ToArray();
        var worker = grains.GetGrain<IWorkerGrain>(0);
        await MeasureAsync("one grain, one call after the other", 300_000, 1, index => _One.Ping(index));
        await MeasureAsync("one grain, 64 callers", 600_000, Callers, index => _One.Ping(index));
        await MeasureAsync("1,000 grains, 64 callers", 600_000, Callers, index => many[index % 1000].Ping(index));
        await MeasureAsync("stateless worker, 64 callers", 600_000, Callers, index => worker.Ping(index));
        await MeasureAsync("activate new grains, 64 callers", 50_000, Callers, index => grains.GetGrain<IFreshGrain>(_fresh + index).Ping(index), () => _fresh += 50_000);
        await MeasureAsync("write state in memory, 1,000 grains, 64 callers", 150_000, Callers, index => many[index % 1000].Write(index));
    }

    private async Task MeasureAsync(string name, int count, int callers, Func<int, Task> call, Action? between = null)
    {
        await LoadAsync(count, callers, call);
        between?.Invoke();
        GC.Collect();
        var started = Stopwatch.GetTimestamp();
        await LoadAsync(count, callers, call);
        _rows.Add(new CallRow(name, count / Stopwatch.GetElapsedTime(started).TotalSeconds));
    }

    private static Task LoadAsync(int count, int callers, Func<int, Task> call)
    {
        var last = -1;
        return Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            int index;
            while ((index = Interlocked.Increment(ref last)) < count)
            {
                await call(index);
            }
        })));
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Imaging;
using Microsoft.Extensions.DependencyInjection;

namespace MediaPipeline.Benchmarks.Imaging;

/// <summary>
/// Renders a directory of pictures in every way that is compared, in turn, several rounds; what counts is the median of the ratios to sharp of the same round.
/// Beside the time by the clock stands the processor time, which says more where other programs run on the machine. corpus.sh gathers the pictures and sharp.
/// </summary>
internal static class ImagingBenchmark
{
    internal const string Usage = "imaging CORPUS [--program PROGRAM] [--before PROGRAM] [--rounds N] [--only NAME,NAME] [--results DIRECTORY]";

    internal static async Task<int> RunAsync(string[] args)
    {
        if (args is ["bare", var pictures, var output, var threads, var copy])
        {
            return BareLoop.Run(pictures, output, int.Parse(threads, CultureInfo.InvariantCulture), bool.Parse(copy));
        }

        var corpus = Path.GetFullPath(args[0]);
        var rounds = int.Parse(Option(args, "--rounds") ?? "3", CultureInfo.InvariantCulture);
        var only = Option(args, "--only")?.Split(',');
        var program = Path.GetFullPath(Option(args, "--program") ?? Path.Combine(".setup", "app", "mediapipeline"));
        var rows = FindRows(corpus, program, Option(args, "--before"))
            .Where(row => only?.Contains(row.Name) ?? true).ToList();
        var times = rows.ToDictionary(row => row.Name, _ => new List<Cost>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var row in rows)
            {
                var cost = await MeasureAsync(row);
                times[row.Name].Add(cost);
                Console.Error.WriteLine($"round {round + 1}: {row.Name} {cost.Seconds:F2} s, processor {cost.ProcessorSeconds:F2} s");
            }
        }

        var report = Report(rows, times, Directory.GetFiles(rows[0].Pictures).Length, rounds);
        Console.WriteLine(report);
        if (Option(args, "--results") is { } results)
        {
            Directory.CreateDirectory(results);
            await File.WriteAllTextAsync(Path.Combine(results, "imaging.md"), report);
        }

        return 0;
    }

    /// <summary>Every way to render; a new one is one more line here. The first is what the others are compared with.</summary>
    private static IEnumerable<Row> FindRows(string corpus, string program, string? before)
    {
        var pictures = Path.Combine(corpus, "pictures");
        var script = Path.Combine(AppContext.BaseDirectory, "Imaging", "bench.js");
        yield return new Row("sharp", pictures, output =>
            TimeProgramAsync("node", [script, pictures, output, Workers], ("NODE_PATH", Path.Combine(corpus, "node", "node_modules"))));
        foreach (var copy in new[] { false, true })
        {
            var suffix = copy ? "-copy" : "";
            yield return new Row($"bare{suffix}", pictures, output =>
                TimeProgramAsync(Environment.ProcessPath!, [.. Self, "imaging", "bare", pictures, output, Workers, $"{copy}"]));
            yield return new Row($"pool{suffix}", pictures, output => TimePoolAsync(pictures, output, copy, probe: false));
            yield return new Row($"whole{suffix}", pictures, output => WholePipeline.TimeAsync(program, pictures, output, copy, warmUp: 64));
            if (before is not null)
            {
                yield return new Row($"whole{suffix}-before", pictures, output => WholePipeline.TimeAsync(before, pictures, output, copy, warmUp: 64));
            }
        }

        yield return new Row("engine-copy", pictures, output => TimePoolAsync(pictures, output, copy: true, probe: true));
        yield return new Row("whole-copy-first", pictures, output => WholePipeline.TimeAsync(program, pictures, output, copy: true, WarmUp));
        if (File.Exists(Path.Combine(corpus, "floor")))
        {
            yield return new Row("floor-jpeg-only", pictures, output => TimeProgramAsync(Path.Combine(corpus, "floor"), [pictures, output, Workers]));
        }
    }

    /// <summary>
    /// The engine as the server uses it, with its processes warm: by itself it renders, with <paramref name="probe"/> it also probes, in the same trip.
    /// </summary>
    private static async Task<Cost> TimePoolAsync(string pictures, string output, bool copy, bool probe)
    {
        var services = new ServiceCollection().AddLogging().AddVipsImaging(_ => { });
        await using var provider = services.BuildServiceProvider();
        var engine = provider.GetRequiredService<IPictureEngine>();
        var files = Directory.EnumerateFiles(pictures).Order(StringComparer.Ordinal).ToArray();
        await Task.WhenAll(files.Take(WarmUp).Select(file => engine.RenderAsync(RenderRequests.For(file, output, copy), CancellationToken.None)));
        var before = ProcessorTime.OfFamily(Environment.ProcessId);
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = 4 * Environment.ProcessorCount }, async (file, cancellation) =>
        {
            var result = probe
                ? (await engine.ProbeAsync(RenderRequests.WithProbe(file, output, copy), cancellation) as ProbeResult.Probed)?.Rendered
                : await engine.RenderAsync(RenderRequests.For(file, output, copy), cancellation);
            if (result is not RenderResult.Rendered)
            {
                Console.Error.WriteLine($"{file} was not rendered");
            }
        });
        return new Cost(watch.Elapsed.TotalSeconds, ProcessorTime.OfFamily(Environment.ProcessId) - before);
    }

    private static async Task<Cost> TimeProgramAsync(string program, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var printed = (await process.StandardOutput.ReadToEndAsync()).Split(' ', StringSplitOptions.TrimEntries);
        await process.WaitForExitAsync();
        return new Cost(double.Parse(printed[0], CultureInfo.InvariantCulture), double.Parse(printed[1], CultureInfo.InvariantCulture));
    }

    private static async Task<Cost> MeasureAsync(Row row)
    {
        var output = Directory.CreateTempSubdirectory("imaging-bench-").FullName;
        try
        {
            return await row.RunAsync(output);
        }
        finally
        {
            Directory.Delete(output, recursive: true);
        }
    }

    private static string Report(List<Row> rows, Dictionary<string, List<Cost>> times, int pictures, int rounds)
    {
        var reference = times[rows[0].Name];
        var report = new StringBuilder($"{pictures} pictures, {Workers} workers, {rounds} rounds; ratio: median over the rounds of {rows[0].Name}'s "
            + "time divided by the row's, by the clock and in processor time.\n\n");
        report.Append("| way | pictures/s (median) | processor ms a picture | ratio by the clock | lowest to highest | ratio in processor time | "
            + "lowest to highest |\n|---|---|---|---|---|---|---|\n");
        foreach (var (name, costs) in rows.Select(row => (row.Name, times[row.Name])))
        {
            var clock = costs.Select((cost, round) => reference[round].Seconds / cost.Seconds).Order().ToArray();
            var processor = costs.Select((cost, round) => reference[round].ProcessorSeconds / cost.ProcessorSeconds).Order().ToArray();
            report.Append(CultureInfo.InvariantCulture, $"| {name} | {pictures / BenchmarkReport.Median(costs.Select(cost => cost.Seconds)):F1} | "
                + $"{BenchmarkReport.Median(costs.Select(cost => cost.ProcessorSeconds)) / pictures * 1000:F1} ");
            report.Append(CultureInfo.InvariantCulture, $"| {BenchmarkReport.Median(clock):F2} | {clock[0]:F2}–{clock[^1]:F2} | "
                + $"{BenchmarkReport.Median(processor):F2} | {processor[0]:F2}–{processor[^1]:F2} |\n");
        }

        return report.ToString();
    }

    private static string? Option(string[] args, string name) => args.SkipWhile(arg => !arg.Equals(name, StringComparison.Ordinal)).Skip(1).FirstOrDefault();

    /// <summary>What stands before the arguments when this program is run by the dotnet host.</summary>
    private static string[] Self => Path.GetFileNameWithoutExtension(Environment.ProcessPath)!.Equals("dotnet", StringComparison.Ordinal)
        ? [typeof(ImagingBenchmark).Assembly.Location] : [];

    /// <summary>Pictures that go before those that are timed.</summary>
    private static int WarmUp => 2 * Environment.ProcessorCount;

    private static string Workers { get; } = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture);

    private sealed record Row(string Name, string Pictures, Func<string, Task<Cost>> RunAsync);
}

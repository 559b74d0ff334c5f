using System.Diagnostics;
using System.Globalization;
using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Images;
using Microsoft.Data.Sqlite;

namespace MediaPipeline.Benchmarks.Scan;

/// <summary>How fast a large listing is taken in, listed page by page, and scanned again when nothing has changed.</summary>
internal static class ScanBenchmark
{
    public const string Usage = "scan [--pictures N] [--results DIRECTORY]";
    private const int PageSize = 50;

    public static async Task<int> RunAsync(string[] args)
    {
        var pictures = int.Parse(Option(args, "--pictures") ?? "1000000", CultureInfo.InvariantCulture);
        var results = Option(args, "--results");
        var data = Directory.CreateTempSubdirectory("mediapipeline-scan-").FullName;
        var memory = new MemoryCurve();
        try
        {
            var (collection, first) = await FirstScanAsync(data, pictures, memory);
            await MarkLiveAsync(data);
            var (second, pages) = await SecondScanAsync(data, pictures, collection);
            var report = new ScanReport(pictures, first, second, pages, memory);
            Console.WriteLine(report.ToMarkdown());
            if (results is not null)
            {
                await File.WriteAllTextAsync(Path.Join(results, "scan.md"), report.ToMarkdown());
            }

            return 0;
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<(CollectionId Collection, TimeSpan Took)> FirstScanAsync(string data, int pictures, MemoryCurve memory)
    {
        await using var host = await ScanHost.StartAsync(data, pictures);
        var clock = Stopwatch.StartNew();
        var added = await host.Grains.GetGrain<ICollectionRegisterGrain>(0).Add(new AddCollectionRequest(ListedSource.Path));
        await host.WaitAsync(added.JobId!.Value, job => job.Progress.Total is not null, job => memory.Sample(job.Progress.ByStage.Values.Sum()));
        return (added.Id!.Value, clock.Elapsed);
    }

    /// <summary>As if every picture had been rendered meanwhile: a second scan has nothing to do then.</summary>
    private static async Task MarkLiveAsync(string data)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Join(data, "mediapipeline.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE images SET document = json_remove(json_set(document, '$.state', 'live', '$.stage', 'live', '$.recipe', $recipe), "
            + "'$.dueAt', '$.waitingFor')";
        command.Parameters.AddWithValue("$recipe", RenditionRecipe.Of(new RenditionOptions()));
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<(TimeSpan Took, IReadOnlyList<TimeSpan> Pages)> SecondScanAsync(string data, int pictures, CollectionId collection)
    {
        await using var host = await ScanHost.StartAsync(data, pictures);
        var grain = host.Grains.GetGrain<ICollectionGrain>(collection.Value);
        var running = (await grain.Scan(5)).JobId!.Value;
        await host.WaitAsync(running, job => job.CompletedAt is not null);
        var clock = Stopwatch.StartNew();
        var again = (await grain.Scan(5)).JobId!.Value;
        var ended = await host.WaitAsync(again, job => job.CompletedAt is not null);
        var took = clock.Elapsed;
        if (ended.Progress.Unchanged != pictures)
        {
            throw new InvalidOperationException($"The second scan found {ended.Progress.Unchanged:N0} of {pictures:N0} unchanged.");
        }

        List<TimeSpan> pages = [];
        foreach (var number in new[] { 1, 2, pictures / PageSize / 2, (pictures / PageSize / 2) + 1, pictures / PageSize })
        {
            var page = Stopwatch.StartNew();
            var shown = await host.Get<IImageReader>().ListAsync(collection, new ItemFilter(), new PageRequest(number, PageSize), default);
            pages.Add(page.Elapsed);
            if (shown.Items.Count != PageSize || shown.Total != pictures)
            {
                throw new InvalidOperationException($"Page {number} shows {shown.Items.Count} of {shown.Total:N0}.");
            }
        }

        return (took, pages);
    }

    private static string? Option(string[] args, string name) => args.SkipWhile(arg => !arg.Equals(name, StringComparison.Ordinal)).Skip(1).FirstOrDefault();
}

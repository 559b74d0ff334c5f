using System.Diagnostics;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Ports.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace MediaPipeline.Benchmarks.Storage;

/// <param name="LastRowsPerSecond">Over the last tenth, when the indexes are as large as they get.</param>
/// <param name="KnownPerSecond">What a second scan reads of the store.</param>
/// <param name="Pages">Milliseconds for a page of 50 in natural order: first, middle, last.</param>
/// <param name="ResidentMegabytes">Of the process after the inserts.</param>
internal sealed record BulkFigures(
    double RowsPerSecond, double LastRowsPerSecond, double KnownPerSecond, double[] Pages, double FailedPage, double TallyMilliseconds,
        double CollectionMilliseconds, long ResidentMegabytes);

/// <summary>First documents in pages of 1,000, as a scan stores them, then what is asked of them.</summary>
internal static class BulkRows
{
    private const int Page = 1000, Shown = 50;
    private static readonly CollectionId Collection = CollectionId.Of("/bulk");

    public static async Task<BulkFigures> MeasureAsync(IServiceProvider services, int rows)
    {
        var images = services.GetRequiredService<IItemStore>();
        var reader = services.GetRequiredService<IImageReader>();
        var clock = Stopwatch.StartNew();
        var tenths = new List<TimeSpan>();
        for (var next = 0; next < rows; next += Page)
        {
            await images.InsertAbsentAsync([.. Enumerable.Range(next, Page).Select(number => Pictures.New(Collection, number))], CancellationToken.None);
            if ((next + Page) % (rows / 10) == 0)
            {
                tenths.Add(clock.Elapsed);
            }
        }

        var inserted = clock.Elapsed;
        var resident = Environment.WorkingSet >> 20;
        var known = await TimeAsync(() => ReadKnownAsync(services.GetRequiredService<IImageStore>()));
        var pages = new List<double>();
        foreach (var number in new[] { 1, rows / Shown / 2, rows / Shown })
        {
            pages.Add((await TimeAsync(() => reader.ListAsync(Collection, new ItemFilter(), new PageRequest(number, Shown), CancellationToken.None)))
                .TotalMilliseconds);
        }

        var failed = await TimeAsync(() =>
            reader.ListAsync(Collection, new ItemFilter(State: ItemState.Failed), new PageRequest(1, Shown), CancellationToken.None));
        var tally = await TimeAsync(() => images.TallyAsync(Pictures.Job, CancellationToken.None));
        var collection = await TimeAsync(() => services.GetRequiredService<ICollectionReader>().FindAsync(Collection, CancellationToken.None));
        return new BulkFigures(
            rows / inserted.TotalSeconds, rows / 10 / (tenths[^1] - tenths[^2])
                .TotalSeconds, rows / known.TotalSeconds, [.. pages.Select(page => Math.Round(page, 1))],
            Math.Round(failed.TotalMilliseconds, 1), Math.Round(tally.TotalMilliseconds, 1), Math.Round(collection.TotalMilliseconds, 1), resident);
    }

    private static async Task ReadKnownAsync(IImageStore images)
    {
        string? after = null;
        do
        {
            var page = await images.ListKnownAsync(Collection, after, Page, CancellationToken.None);
            after = page.Count == Page ? page[^1].SortKey : null;
        }
        while (after is not null);
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> act)
    {
        var clock = Stopwatch.StartNew();
        await act();
        return clock.Elapsed;
    }
}

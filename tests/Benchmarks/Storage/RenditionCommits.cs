using System.Diagnostics;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Ports.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace MediaPipeline.Benchmarks.Storage;

/// <param name="PerSecond">Pairs of files a second, the writing of the temporary files included.</param>
/// <param name="Took">The commit alone.</param>
internal sealed record CommitFigures(string Way, int AtOnce, double PerSecond, Percentiles Took);

/// <summary>Both renditions of a picture (15 and 250 KB) from temporary files to their targets, beside a bare rename that syncs nothing.</summary>
internal static class RenditionCommits
{
    private const string FolderId = "fld_00000000000000000000000000000001";
    private static readonly CollectionId Collection = CollectionId.Of("/pictures");
    private static readonly byte[] Thumbnail = new byte[15_000], Cache = new byte[250_000];

    public static async Task<List<CommitFigures>> MeasureAsync(IServiceProvider services, string folder, TimeSpan duration)
    {
        var store = services.GetRequiredService<IRenditionStore>();
        await store.CreateFolderAsync(folder, FolderId, CancellationToken.None);
        var temporary = store.PrepareTemporaryDirectory(folder);
        var figures = new List<CommitFigures>();
        foreach (var atOnce in new[] { 1, 4, 16 })
        {
            figures.Add(await RunAsync("synced", atOnce, duration, temporary, files => store.CommitAsync(folder, FolderId, files, CancellationToken.None)));
        }

        figures.Add(await RunAsync("renamed only", 4, duration, temporary, files => Rename(folder, files)));
        return figures;
    }

    private static Task Rename(string folder, (string TemporaryPath, string Target)[] files)
    {
        foreach (var (path, target) in files)
        {
            File.Move(path, Path.Combine(folder, target), overwrite: true);
        }

        return Task.CompletedTask;
    }

    private static async Task<CommitFigures> RunAsync(
        string way, int atOnce, TimeSpan duration, string temporary, Func<(string TemporaryPath, string Target)[], Task> commit)
    {
        var took = new Latencies();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(worker => Task.Run(() => WorkAsync(worker))));
        return new CommitFigures(way, atOnce, took.Count / clock.Elapsed.TotalSeconds, took.Percentiles());

        async Task WorkAsync(int worker)
        {
            for (var i = 0; clock.Elapsed < duration; i++)
            {
                var files = Write(temporary, worker, i);
                var start = clock.Elapsed;
                await commit(files);
                took.Add(clock.Elapsed - start);
            }
        }
    }

    private static (string TemporaryPath, string Target)[] Write(string temporary, int worker, int number)
    {
        var id = ImageId.Of(Collection, $"{worker}/{number}", null);
        var (thumbnail, cache) = (Path.Combine(temporary, $"{worker}-{number}-t"), Path.Combine(temporary, $"{worker}-{number}-c"));
        File.WriteAllBytes(thumbnail, Thumbnail);
        File.WriteAllBytes(cache, Cache);
        return [(thumbnail, $"thumbnails/{Collection}/{id}_300x300.jpg"), (cache, $"cache/{Collection}/{id}_cache_1920x1080.jpg")];
    }
}

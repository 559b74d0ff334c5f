using System.Diagnostics;
using System.Net.Http.Json;
using MediaPipeline.Benchmarks.Imaging;
using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.TestKit.Postgres;

namespace MediaPipeline.Benchmarks.Cluster;

/// <summary>One case in one round: fresh data, cache folder and database; warmed up, timed, checked.</summary>
internal sealed class ClusterRun(PostgresServer postgres)
{
    private const int PageSize = 500;

    public async Task<RunFigures> RunAsync(ClusterCase way, string pictures, string directory)
    {
        var count = Directory.GetFiles(pictures).Length;
        var warmUp = count / 6;
        await using var servers = await ServerSet.StartAsync(way, directory, way.OnPostgres ? postgres.CreateDatabase() : null);
        await Importing.RunAsync(servers.Http, Importing.WarmUp(pictures, directory, warmUp));

        var madeBefore = await servers.MadeLiveAsync();
        var (serversBefore, workersBefore) = servers.ProcessorSeconds();
        var postgresBefore = ProcessorTime.OfFamily(postgres.ProcessId);
        var (collection, job) = await Importing.StartAsync(servers.Http, pictures);
        var watch = Stopwatch.StartNew();
        await Importing.WaitAsync(servers.Http, job);
        var seconds = watch.Elapsed.TotalSeconds;
        var (serversAfter, workersAfter) = servers.ProcessorSeconds();
        var postgresAfter = ProcessorTime.OfFamily(postgres.ProcessId);

        var made = (await servers.MadeLiveAsync()).Zip(madeBefore, (after, before) => after - before).ToList();
        var figures = new RunFigures(seconds, serversAfter - serversBefore, workersAfter - workersBefore, postgresAfter - postgresBefore, made,
            servers.ResidentMegabytes());
        await CheckAsync(servers.Http, collection, count, made.Sum());
        CheckFiles(Path.Combine(directory, "cache"), 2 * (count + warmUp));
        return figures;
    }

    private static async Task CheckAsync(HttpClient http, string collection, int count, long made)
    {
        var live = new HashSet<string>(StringComparer.Ordinal);
        for (var page = 1; page <= (count / PageSize) + 1; page++)
        {
            var some = await http.GetFromJsonAsync<Page<ImageView>>(
                $"/api/v1/collections/{collection}/images?page={page}&pageSize={PageSize}", ContractJson.Options);
            live.UnionWith(some!.Items.Where(image => image is { State: ItemState.Live, Tries: 0 }).Select(image => image.Id.Value));
        }

        if (live.Count != count || made != count)
        {
            throw new InvalidOperationException($"Of {count} pictures {live.Count} are live at the first try, and {made} were made live.");
        }
    }

    private static void CheckFiles(string cache, int expected)
    {
        var files = new[] { "thumbnails", "cache" }.Sum(kind => Directory.GetFiles(Path.Combine(cache, kind), "*", SearchOption.AllDirectories).Length);
        if (files != expected)
        {
            throw new InvalidOperationException($"There are {files} renditions, not {expected}.");
        }
    }
}

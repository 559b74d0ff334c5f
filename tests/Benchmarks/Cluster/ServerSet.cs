using System.Globalization;
using MediaPipeline.Benchmarks.Imaging;
using MediaPipeline.TestKit.Network;
using MediaPipeline.TestKit.Servers;

namespace MediaPipeline.Benchmarks.Cluster;

/// <summary>The processes of one case, all of which are ready.</summary>
internal sealed class ServerSet : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(90);
    private readonly List<ServerProcess> _servers = [];

    private ServerSet()
    {
    }

    /// <summary>Where the first answers.</summary>
    public HttpClient Http => _servers[0].Http;

    /// <param name="directory">Below it each has its data, and all of them their cache folder.</param>
    /// <param name="database">How their database is reached; null for SQLite.</param>
    public static async Task<ServerSet> StartAsync(ClusterCase way, string directory, string? database)
    {
        var set = new ServerSet();
        try
        {
            for (var i = 0; i < way.Servers; i++)
            {
                set._servers.Add(await ServerProcess.StartAsync(way.Program, Path.Combine(directory, $"data {i}"), [.. Settings(way, directory, database)]));
            }

            if (way.OnPostgres)
            {
                await set.WaitUntilAllKnowAllAsync();
            }

            return set;
        }
        catch
        {
            await set.DisposeAsync();
            throw;
        }
    }

    /// <summary>How many pictures each has made live since its start.</summary>
    public async Task<IReadOnlyList<long>> MadeLiveAsync() => await Task.WhenAll(_servers.Select(MadeLiveAsync));

    /// <summary>Processor seconds of the processes themselves, and of their workers.</summary>
    public (double Servers, double Workers) ProcessorSeconds()
    {
        var (own, all) = (_servers.Sum(server => ProcessorTime.Of(server.Id)), _servers.Sum(server => ProcessorTime.OfFamily(server.Id)));
        return (own, all - own);
    }

    public IReadOnlyList<long> ResidentMegabytes() => [.. _servers.Select(server => ResidentMemory.MegabytesOf(server.Id))];

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }
    }

    private static async Task<long> MadeLiveAsync(ServerProcess server) => ServerWords.CountMadeLive(await server.Http.GetStringAsync("/metrics"));

    private static IEnumerable<(string Name, string Value)> Settings(ClusterCase way, string directory, string? database)
    {
        yield return ("CacheFolders__DefaultPath", Path.Combine(directory, "cache"));
        yield return ("Imaging__Workers", way.WorkersEach.ToString(CultureInfo.InvariantCulture));
        if (database is not null)
        {
            yield return ("Storage__Provider", "Postgres");
            yield return ("Storage__ConnectionString", database);
            yield return ("Cluster__AdvertisedAddress", "127.0.0.1");
            yield return ("Cluster__SiloPort", FreePort());
            yield return ("Cluster__GatewayPort", FreePort());
        }
    }

    private static string FreePort() => LoopbackPort.Free().ToString(CultureInfo.InvariantCulture);

    private async Task WaitUntilAllKnowAllAsync()
    {
        using var limit = new CancellationTokenSource(ReadyWithin);
        foreach (var server in _servers)
        {
            while (!ServerWords.IsOneOf(await server.Http.GetStringAsync("/health/ready", limit.Token), _servers.Count))
            {
                await Task.Delay(50, limit.Token);
            }
        }
    }
}

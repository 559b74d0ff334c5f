using System.Globalization;
using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.TestKit.Files;
using MediaPipeline.TestKit.Network;
using MediaPipeline.TestKit.Postgres;
using MediaPipeline.TestKit.Servers;

namespace MediaPipeline.EndToEnd.Tests.Cluster;

/// <summary>Silos and clients as processes of their own on one database, one source and one cache folder, each with a data directory.</summary>
internal sealed class SiloSet(PostgresServer postgres) : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(90);

    private readonly TemporaryDirectory _directory = new();
    private readonly List<RunningServer> _members = [];

    public string Database { get; } = postgres.CreateDatabase();

    public string Pictures => _directory["pictures"];

    public string Cache => _directory["cache"];

    public void WritePictures(int count) => ManyPictures.Write(_directory, count);

    public void WriteBrokenPictures(int count) => ManyPictures.WriteBroken(_directory, count);

    /// <summary>Starts one that may be asked as soon as it answers; whether it has joined says <see cref="WaitForActiveAsync"/>.</summary>
    public async Task<RunningServer> StartAsync(params (string Name, string Value)[] settings)
    {
        var member = Launch(settings);
        await member.WaitUntilItAnswersAsync();
        return member;
    }

    /// <summary>Starts one and waits for nothing. It is ended with the others even when it never answers.</summary>
    public RunningServer Launch(params (string Name, string Value)[] settings)
    {
        var member = RunningServer.Launch(_directory[$"silo {_members.Count}"], Settings(settings));
        _members.Add(member);
        return member;
    }

    /// <summary>Imports the pictures and ends, as a silo of its own.</summary>
    public Task<Ended> ImportOnceAsync() =>
        Product.RunAsync(_directory.Path, Settings([]), "--once", "--urls", "http://127.0.0.1:0", "--data", _directory["once"], Pictures);

    /// <summary>What a start says that comes to nothing.</summary>
    public Task<Ended> StartInVainAsync(params (string Name, string Value)[] settings) =>
        Product.RunAsync(_directory.Path, Settings(settings), "--serve", "--urls", "http://127.0.0.1:0", "--data", _directory["in vain"]);

    /// <summary>Waits until this silo is ready, as one of so many.</summary>
    public static Task WaitForActiveAsync(RunningServer silo, int count) => silo.WaitAsync(
        async () =>
        {
            using var answer = await silo.Http.GetAsync("/health/ready");
            return new Health(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        },
        health => health.IsReady && ServerWords.IsOneOf(health.Text, count),
        ReadyWithin);

    /// <summary>How many pictures this process has made live.</summary>
    public static async Task<long> MadeLiveByAsync(RunningServer silo) => ServerWords.CountMadeLive(await silo.Http.GetStringAsync("/metrics"));

    public async ValueTask DisposeAsync()
    {
        foreach (var member in _members)
        {
            await member.DisposeAsync();
        }

        _directory.Dispose();
    }

    /// <summary>Of a silo on this machine, at ports of its own.</summary>
    public static Dictionary<string, string> SettingsFor(string database, string cache, params IEnumerable<(string Name, string Value)> more)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Storage__Provider"] = "Postgres",
            ["Storage__ConnectionString"] = database,
            ["CacheFolders__DefaultPath"] = cache,
            ["Cluster__AdvertisedAddress"] = "127.0.0.1",
            ["Cluster__SiloPort"] = FreePort(),
            ["Cluster__GatewayPort"] = FreePort(),
        };
        foreach (var (name, value) in more)
        {
            settings[name] = value;
        }

        return settings;
    }

    private Dictionary<string, string> Settings((string Name, string Value)[] more) => SettingsFor(Database, Cache, [("Imaging__Workers", "1"), .. more]);

    private static string FreePort() => LoopbackPort.Free().ToString(CultureInfo.InvariantCulture);

    private sealed record Health(bool IsReady, string Text);
}

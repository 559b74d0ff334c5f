using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.TestKit.Files;
using MediaPipeline.TestKit.Postgres;

namespace MediaPipeline.EndToEnd.Tests.Postgres;

/// <summary>A directory with pictures, an empty database, and the settings of a server that keeps its data there.</summary>
internal sealed class PostgresRun(PostgresServer server) : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public string Data => _directory["data"];

    public string Cache => _directory["data", "cache"];

    public string Pictures => _directory["pictures"];

    public Dictionary<string, string> Settings { get; } = SettingsFor(server.CreateDatabase());

    public static Dictionary<string, string> SettingsFor(string connectionString) => new(StringComparer.Ordinal)
    {
        ["Storage__Provider"] = "Postgres",
        ["Storage__ConnectionString"] = connectionString,
    };

    public PostgresRun WithPictures(int count, int width, int height)
    {
        ManyPictures.Write(_directory, count, width, height);
        return this;
    }

    public Task<RunningServer> StartAsync() => RunningServer.StartAsync(Data, Settings);

    public Task<Ended> OnceAsync() => Product.RunAsync(Data, Settings, "--once", "--urls", "http://127.0.0.1:0", "--data", Data, Pictures);

    public void Dispose() => _directory.Dispose();
}

using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.TestKit.Files;

namespace MediaPipeline.EndToEnd.Tests;

/// <summary>A server on SQLite is alone: nobody reaches it but by HTTP, and no port but that one has to be free.</summary>
public sealed class AloneTests
{
    private const int DefaultSiloPort = 11111, DefaultGatewayPort = 30000;
    private const string LoneClusterId = "dev", Key = "correct-horse-battery-staple";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("http://127.0.0.1:0", "127.0.0.1")]
    [InlineData("http://0.0.0.0:0", "0.0.0.0")]
    public async Task OnlyTheHttpPortIsOpen(string urls, string address)
    {
        using var directory = new TemporaryDirectory();
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["API_KEY"] = Key };
        await using var server = await RunningServer.StartAsync(directory["data"], settings, urls: urls);

        OpenSockets.Tcp(server.ProcessId).ShouldBe([new IPEndPoint(IPAddress.Parse(address), server.Http.BaseAddress!.Port)]);
        OpenSockets.Udp(server.ProcessId).ShouldBeEmpty();
        Children.Of(server.ProcessId).SelectMany(OpenSockets.Tcp).ShouldBeEmpty();

        // The one at which .NET's own tools ask a process of the same user.
        foreach (var socket in OpenSockets.Unix(server.ProcessId))
        {
            socket.ShouldContain("dotnet-diagnostic");
            File.GetUnixFileMode(socket).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task TwoServers_StartSideBySide_WhereThePortsOfOrleansAreTaken()
    {
        using var directory = new TemporaryDirectory();
        using var taken = new TakenPorts(DefaultSiloPort, DefaultGatewayPort);
        ManyPictures.Write(directory, 3);

        await using var one = await RunningServer.StartAsync(directory["one"]);
        await using var other = await RunningServer.StartAsync(directory["other"]);

        foreach (var server in new[] { one, other })
        {
            var (_, job) = await server.AddCollectionAsync(directory["pictures"]);
            (await server.WaitForEndAsync(job)).Progress.ByStage["live"].ShouldBe(3);
        }
    }

    // That the same program reaches a member of a cluster shows Cluster/ClientTests.
    [Fact]
    public async Task AProgramThatKnowsTheGrains_CannotCallThemPastTheApi()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await RunningServer.StartAsync(directory["data"]);

        int[] ports = [DefaultSiloPort, DefaultGatewayPort, server.Http.BaseAddress!.Port];
        await Task.WhenAll(ports.Select(port => Should.ThrowAsync<OperationCanceledException>(
            () => GrainCaller.AddCollectionAsync(new IPEndPoint(IPAddress.Loopback, port), directory.Path, LoneClusterId))));

        (await server.Http.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task TheDashboard_AsksForTheKeysThatEachPageNeeds_AndOpensForManyAtOnce()
    {
        using var directory = new TemporaryDirectory();
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["API_KEY"] = Key, ["Access__RequireKey"] = "true" };
        await using var server = await RunningServer.StartAsync(directory["data"], settings);
        using var stranger = new HttpClient { BaseAddress = server.Http.BaseAddress };
        using var reader = new HttpClient { BaseAddress = server.Http.BaseAddress };
        server.Http.DefaultRequestHeaders.Add("X-Api-Key", Key);
        reader.DefaultRequestHeaders.Add("X-Api-Key", await MakeReadKeyAsync(server));

        foreach (var path in new[] { "/dashboard", "/dashboard/", "/dashboard/index.min.js", "/dashboard/DashboardCounters", "/dashboard/GrainState",
            "/dashboard/nothing" })
        {
            (await StatusAsync(stranger, HttpMethod.Get, path)).ShouldBe(HttpStatusCode.Unauthorized, path);
        }

        var first = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => StatusAsync(reader, HttpMethod.Get, "/dashboard/")));
        first.ShouldAllBe(status => status == HttpStatusCode.OK);
        await server.WaitAsync(() => reader.GetStringAsync("/dashboard/DashboardCounters"), counters =>
            counters.Contains("\"totalActiveHostCount\":1", StringComparison.Ordinal), Patience);
        using var counted = JsonDocument.Parse(await reader.GetStringAsync("/dashboard/DashboardCounters"));
        var silo = counted.RootElement.GetProperty("hosts")[0].GetProperty("siloAddress");
        await server.WaitAsync(() => reader.GetStringAsync($"/dashboard/SiloCounters/{silo}"), metrics =>
            metrics.Contains("orleans-catalog-activations", StringComparison.Ordinal), Patience);
        foreach (var path in new[] { "/dashboard/GrainState", "/dashboard/grainstate/", "/dashboard/Trace", "/DASHBOARD/trace/", "/dashboard/%54race" })
        {
            (await StatusAsync(reader, HttpMethod.Get, path)).ShouldBe(HttpStatusCode.Forbidden, path);
        }

        (await StatusAsync(reader, HttpMethod.Get, "/dashboard//GrainState")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(reader, HttpMethod.Post, "/dashboard/GrainState")).ShouldNotBe(HttpStatusCode.OK);
        (await StatusAsync(server.Http, HttpMethod.Get, "/dashboard/GrainState?grainId=1&grainType=none")).ShouldNotBe(HttpStatusCode.Forbidden);
        (await server.StopAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("Cluster__SiloPort", "11111", "Cluster:SiloPort is set, and Storage:Provider is not Postgres")]
    [InlineData("Cluster__Role", "Client", "Cluster:Role is set, and Storage:Provider is not Postgres")]
    public async Task SettingsOfACluster_AreRefusedWithTheRemedy(string setting, string value, string said)
    {
        using var directory = new TemporaryDirectory();
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { [setting] = value };

        var ended = await Product.RunAsync(directory["data"], settings, "--serve", "--urls", "http://127.0.0.1:0", "--data", directory["data"]);

        ended.ExitCode.ShouldBe(1);
        ended.Error.ShouldContain(said);
        ended.Error.ShouldContain("To join a cluster set Storage:Provider to Postgres");
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return answer.StatusCode;
    }

    private static async Task<string> MakeReadKeyAsync(RunningServer server)
    {
        using var answer = await server.Http.PostAsJsonAsync("/api/v1/keys", new { name = "read", scope = "read" });
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("secret").GetString()!;
    }

    /// <summary>Ports that another program listens on; where one does so anyway, all the better.</summary>
    private sealed class TakenPorts : IDisposable
    {
        private readonly List<TcpListener> _listeners = [];

        public TakenPorts(params IEnumerable<int> ports)
        {
            foreach (var listener in ports.Select(port => new TcpListener(IPAddress.Any, port)))
            {
                _listeners.Add(listener);
                Take(listener);
            }
        }

        public void Dispose() => _listeners.ForEach(listener => listener.Dispose());

        private static void Take(TcpListener listener)
        {
            try
            {
                listener.Start();
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // Taken already.
            }
        }
    }
}

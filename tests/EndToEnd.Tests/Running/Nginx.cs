using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MediaPipeline.TestKit.Network;

namespace MediaPipeline.EndToEnd.Tests.Running;

/// <summary>nginx with the committed configuration at a free port of the loopback; only the port and where the servers are differ.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private readonly Process _process;

    private Nginx(Process process, Uri address)
    {
        _process = process;
        Http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
    }

    public HttpClient Http { get; }

    public static async Task<Nginx> StartAsync(string directory, params IEnumerable<RunningServer> servers)
    {
        Directory.CreateDirectory(directory);
        var port = LoopbackPort.Free();
        var committed = Path.Join(Product.Repository, "deploy", "nginx");
        var configuration = (await File.ReadAllTextAsync(Path.Join(committed, "nginx.conf")))
            .Replace("listen 8080", $"listen 127.0.0.1:{port}", StringComparison.Ordinal)
            .Replace("/tmp/mediapipeline-nginx", Path.Join(directory, "nginx"), StringComparison.Ordinal)
            .Replace("/dev/stdout", Path.Join(directory, "access.log"), StringComparison.Ordinal);
        var silos = (await File.ReadAllLinesAsync(Path.Join(committed, "silos.conf")))
            .Where(l => !l.TrimStart().StartsWith("server ", StringComparison.Ordinal));
        await File.WriteAllTextAsync(Path.Join(directory, "nginx.conf"), configuration);
        var upstreams = string.Concat(servers.Select(s => $"server {s.Http.BaseAddress!.Authority} max_fails=2 fail_timeout=10s; "));
        await File.WriteAllTextAsync(
            Path.Join(directory, "silos.conf"),
            string.Join('\n', silos).Replace("keepalive", $"{upstreams}keepalive", StringComparison.Ordinal));
        var program = ToolFactAttribute.Find("nginx") ?? throw new InvalidOperationException("There is no nginx; tests/apt-packages.txt names its package.");
        var process = Process.Start(program, ["-c", Path.Join(directory, "nginx.conf"), "-p", directory, "-g", "daemon off;"]);
        var started = new Nginx(process, new Uri($"http://127.0.0.1:{port}"));
        await started.ListenAsync(port);
        return started;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Product.SignalAsync(_process.Id, "TERM");
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task ListenAsync(int port)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (true)
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(IPAddress.Loopback, port, limit.Token);
                return;
            }
            catch (SocketException) when (!_process.HasExited)
            {
                // It does not listen yet, and says nothing when it does.
                await Task.Delay(50, limit.Token);
            }
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using MediaPipeline.TestKit.Network;

namespace MediaPipeline.Benchmarks;

/// <summary>The built program, serving on loopback at a port and with a data directory of its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, string address) => (_process, Http) = (process, new HttpClient { BaseAddress = new Uri(address) });

    public int Id => _process.Id;

    public HttpClient Http { get; }

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="program">The built program: <c>.setup/app/mediapipeline</c> after <c>./run</c>.</param>
    /// <param name="settings">Settings by their environment variables, without the prefix.</param>
    public static async Task<ServerProcess> StartAsync(string program, string data, params (string Name, string Value)[] settings)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{LoopbackPort.Free()}");
        var start = new ProcessStartInfo(program, ["--serve", "--urls", address, "--data", data]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in settings)
        {
            start.Environment[$"MEDIAPIPELINE_{name}"] = value;
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new ServerProcess(process, address);
        while (!await server.IsReadyAsync())
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"{program} ended with {process.ExitCode} before it was ready.");
            }

            await Task.Delay(5);
        }

        return server;
    }

    public async ValueTask DisposeAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Http.Dispose();
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await Http.GetAsync("/health/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            // Not listening yet, or just beginning to.
            return false;
        }
    }
}

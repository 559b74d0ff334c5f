using System.Diagnostics;
using System.Globalization;
using MediaPipeline.TestKit.Servers;

namespace MediaPipeline.Benchmarks;

/// <summary>The built program, serving at a free port of the loopback with a data directory of its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public HttpClient Http { get; } = new();

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="program">The built program: <c>.setup/app/mediapipeline</c> after <c>./run</c>.</param>
    /// <param name="settings">Settings by their environment variables, without the prefix.</param>
    public static async Task<ServerProcess> StartAsync(string program, string data, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo(program, ["--serve", "--urls", "http://127.0.0.1:0", "--data", data])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[$"MEDIAPIPELINE_{name}"] = value;
        }

        var server = new ServerProcess(Process.Start(start)!);
        if (await Task.WhenAny(server._address.Task, server._process.WaitForExitAsync()) != server._address.Task)
        {
            throw new InvalidOperationException($"{program} ended with {server._process.ExitCode} before it answered.");
        }

        server.Http.BaseAddress = await server._address.Task;
        while (!await server.IsReadyAsync())
        {
            await Task.Delay(5);
        }

        return server;
    }

    /// <summary>As the kernel does it when memory runs out.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: false);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Http.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Http.Dispose();
    }

    private void Hear(string? line)
    {
        if (ServerWords.FindAddress(line) is { } address)
        {
            _address.TrySetResult(address);
        }
    }

    private async Task<bool> IsReadyAsync()
    {
        using var answer = await Http.GetAsync("/health/ready");
        return answer.IsSuccessStatusCode;
    }
}

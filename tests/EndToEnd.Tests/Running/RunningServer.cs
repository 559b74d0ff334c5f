using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.TestKit.Servers;

namespace MediaPipeline.EndToEnd.Tests.Running;

/// <summary>The real server as a process of its own, at a free port of the loopback, and what a client asks it.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private const string AnyLoopbackPort = "http://127.0.0.1:0";
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningServer(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.EnableRaisingEvents = true;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _ = TellEndAsync();
    }

    public int ProcessId => _process.Id;

    public HttpClient Http { get; private set; } = null!;

    public string Output => string.Join('\n', _output);

    public static Task<RunningServer> StartAsync(
        string data, IReadOnlyDictionary<string, string>? settings = null, bool asNobody = false, string urls = AnyLoopbackPort) =>
        AnsweringAsync(Launch(data, settings, asNobody, urls));

    /// <summary>One with notes besides pictures.</summary>
    public static Task<RunningServer> StartWithNotesAsync(string data, IReadOnlyDictionary<string, string> settings) =>
        AnsweringAsync(new(Product.Start(Product.NoteServer, data, settings, asNobody: false, "--serve", "--urls", AnyLoopbackPort, "--data", data)));

    private static async Task<RunningServer> AnsweringAsync(RunningServer server)
    {
        try
        {
            await server.WaitUntilItAnswersAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it and waits for nothing.</summary>
    public static RunningServer Launch(
        string data, IReadOnlyDictionary<string, string>? settings = null, bool asNobody = false, string urls = AnyLoopbackPort) =>
        new(Product.Start(data, settings, asNobody, "--serve", "--urls", urls, "--data", data));

    /// <summary>Starts an import that goes on serving, and waits for nothing.</summary>
    public static RunningServer LaunchImport(string data, string path, IReadOnlyDictionary<string, string>? settings = null) =>
        new(Product.Start(data, settings, asNobody: false, path, "--urls", AnyLoopbackPort, "--data", data));

    public async Task WaitUntilItAnswersAsync() =>
        Http = new HttpClient { BaseAddress = await _address.Task.WaitAsync(TimeSpan.FromSeconds(60)), Timeout = TimeSpan.FromSeconds(60) };

    // With all that it said, which comes after the end of the process itself.
    private async Task TellEndAsync()
    {
        await _process.WaitForExitAsync();
        _address.TrySetException(new InvalidOperationException($"The server ended before it answered:\n{Output}"));
    }

    /// <summary>Waits until it has said that.</summary>
    public async Task WaitForOutputAsync(string text)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var more = _more.Task;
            if (Output.Contains(text, StringComparison.Ordinal))
            {
                return;
            }

            await more.WaitAsync(limit.Token);
        }
    }

    /// <summary>As the kernel does it when memory runs out: no goodbye.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: false);
        await _process.WaitForExitAsync();
    }

    /// <summary>As a service manager or a terminal does it; answers the exit code.</summary>
    public async Task<int> StopAsync(string signal = "TERM")
    {
        if (!_process.HasExited)
        {
            (await Product.SignalAsync(_process.Id, signal)).ShouldBe(0);
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            await _process.WaitForExitAsync(limit.Token);
        }

        return _process.ExitCode;
    }

    public async Task<T> GetAsync<T>(string path) => (await Http.GetFromJsonAsync<T>(path, ContractJson.Options))!;

    /// <summary>Adds a folder; its scan begins at once.</summary>
    public async Task<(string Id, string JobId)> AddCollectionAsync(string path)
    {
        using var answer = await Http.PostAsJsonAsync("/api/v1/collections", new { path });
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, text);
        using var json = JsonDocument.Parse(text);
        return (json.RootElement.GetProperty("id").GetString()!, json.RootElement.GetProperty("jobId").GetString()!);
    }

    public async Task<string> ScanAsync(string collectionId)
    {
        using var answer = await Http.PostAsync($"/api/v1/collections/{collectionId}/scan", null);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("jobId").GetString()!;
    }

    /// <summary>Tries one picture again, without a job.</summary>
    public async Task RetryAsync(string imageId)
    {
        using var answer = await Http.PostAsync($"/api/v1/items/{imageId}/retry", null);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    public Task<JobView> JobAsync(string id) => GetAsync<JobView>($"/api/v1/jobs/{id}");

    /// <summary>All of them, the latest first.</summary>
    public async Task<IReadOnlyList<JobView>> JobsAsync() => (await GetAsync<Page<JobView>>("/api/v1/jobs?pageSize=500")).Items;

    public Task<CollectionView> CollectionAsync(string id) => GetAsync<CollectionView>($"/api/v1/collections/{id}");

    public async Task<IReadOnlyList<ImageView>> ImagesAsync(string collectionId)
    {
        List<ImageView> all = [];
        for (var page = 1; ; page++)
        {
            var some = await GetAsync<Page<ImageView>>($"/api/v1/collections/{collectionId}/images?page={page}&pageSize=500");
            all.AddRange(some.Items);
            if (all.Count >= some.Total)
            {
                return all;
            }
        }
    }

    /// <summary>Waits until the job is as wanted, asking ten times a second; says what it was when that took too long.</summary>
    public Task<JobView> WaitForJobAsync(string id, Func<JobView, bool> wanted, TimeSpan? limit = null) => WaitAsync(() => JobAsync(id), wanted, limit);

    /// <summary>The same for every picture of a collection.</summary>
    public Task<IReadOnlyList<ImageView>> WaitForImagesAsync(string collectionId, Func<ImageView, bool> wanted, TimeSpan? limit = null) =>
        WaitAsync(() => ImagesAsync(collectionId), images => images.All(wanted), limit);

    public Task<JobView> WaitForEndAsync(string jobId, TimeSpan? limit = null) => WaitForJobAsync(jobId, job => job.CompletedAt is not null, limit);

    /// <summary>The same for whatever can be looked at.</summary>
    public async Task<T> WaitAsync<T>(Func<Task<T>> look, Func<T, bool> wanted, TimeSpan? limit)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var seen = await look();
            if (wanted(seen))
            {
                return seen;
            }

            if (TimeProvider.System.GetElapsedTime(since) > (limit ?? TimeSpan.FromMinutes(10)))
            {
                throw new TimeoutException($"It is {JsonSerializer.Serialize(seen, ContractJson.Options)}\nThe server said:\n{Output}");
            }

            await Task.Delay(100);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        _output.Enqueue(line);
        Interlocked.Exchange(ref _more, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        if (ServerWords.FindAddress(line) is { } address)
        {
            _address.TrySetResult(address);
        }
    }
}

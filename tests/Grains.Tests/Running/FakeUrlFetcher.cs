using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Fetching;

namespace MediaPipeline.Grains.Tests.Running;

/// <summary>A web with the files that a test puts there.</summary>
internal sealed class FakeUrlFetcher : IUrlFetcher
{
    private readonly ConcurrentDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FetchResult> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _requests = new(StringComparer.Ordinal);
    private volatile TaskCompletionSource _open = Opened();

    /// <summary>Addresses that were asked for, each time.</summary>
    public int Requests => _requests.Values.Sum();

    public int RequestsOf(string url) => _requests.GetValueOrDefault(url);

    public void Put(string url, string content)
    {
        _answers.TryRemove(url, out _);
        _files[url] = Encoding.UTF8.GetBytes(content);
    }

    public void Answer(string url, FetchResult answer) => _answers[url] = answer;

    /// <summary>Nothing is answered from now on.</summary>
    public void Hold() => _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void LetGo() => _open.TrySetResult();

    public async Task<FetchResult> FetchAsync(string url, string path, long maxBytes, CancellationToken cancellationToken)
    {
        _requests.AddOrUpdate(url, 1, (_, count) => count + 1);
        await _open.Task.WaitAsync(cancellationToken);
        if (_answers.GetValueOrDefault(url) is { } answer)
        {
            return answer;
        }

        if (_files.GetValueOrDefault(url) is not { } file)
        {
            return new FetchResult.Refused(new Fault("notFound", $"There is nothing at {url}."));
        }

        await File.WriteAllBytesAsync(path, file, cancellationToken);
        return new FetchResult.Fetched(file.Length, Convert.ToHexStringLower(SHA256.HashData(file)), "text/html");
    }

    private static TaskCompletionSource Opened()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }
}

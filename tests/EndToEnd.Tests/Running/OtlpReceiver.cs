using System.Collections.Immutable;
using System.Net;
using MediaPipeline.TestKit.Network;

namespace MediaPipeline.EndToEnd.Tests.Running;

/// <summary>
/// A collector's HTTP endpoint at a free port of the loopback: takes what OTLP sends as protobuf, and keeps the spans and the names of metrics.
/// </summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly HttpListener _listener = new();
    private readonly Task _serving;
    private volatile TaskCompletionSource _changed = New();

    public OtlpReceiver()
    {
        Endpoint = $"http://127.0.0.1:{LoopbackPort.Free()}";
        _listener.Prefixes.Add(Endpoint + "/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Endpoint { get; }

    public ImmutableList<OtlpSpan> Spans { get; private set; } = [];

    public ImmutableHashSet<string> Metrics { get; private set; } = [];

    /// <summary>Waits until what has come is as wanted.</summary>
    public async Task WaitAsync(Func<OtlpReceiver, bool> wanted)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var changed = _changed.Task;
            if (wanted(this))
            {
                return;
            }

            await changed.WaitAsync(limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext request;
            try
            {
                request = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var body = new MemoryStream();
            await request.Request.InputStream.CopyToAsync(body);
            Take(request.Request.Url!.AbsolutePath, body.ToArray());
            request.Response.ContentType = "application/x-protobuf";
            request.Response.Close();
            Interlocked.Exchange(ref _changed, New()).TrySetResult();
        }
    }

    private void Take(string path, byte[] body)
    {
        switch (path)
        {
            case "/v1/traces":
                Spans = Spans.AddRange(OtlpMessages.Spans(body));
                break;
            case "/v1/metrics":
                Metrics = Metrics.Union(OtlpMessages.MetricNames(body));
                break;
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

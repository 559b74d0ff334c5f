using System.Collections.Concurrent;
using System.Net;
using MediaPipeline.TestKit.Network;

namespace MediaPipeline.EndToEnd.Tests.Running;

/// <summary>Somebody else's server of pictures, at a free port of the loopback; it counts what it is asked for.</summary>
internal sealed class PictureServer : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Dictionary<string, (string Type, byte[] Body)> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _requests = new(StringComparer.Ordinal);
    private readonly Task _serving;

    public PictureServer()
    {
        Address = $"http://127.0.0.1:{LoopbackPort.Free()}";
        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Address { get; }

    public int RequestsOf(string path) => _requests.GetValueOrDefault(path);

    /// <summary>Before it is asked for.</summary>
    public void Put(string path, byte[] body, string type = "image/png") => _files[path] = (type, body);

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

            Answer(request, request.Request.Url!.AbsolutePath);
        }
    }

    private void Answer(HttpListenerContext request, string path)
    {
        _requests.AddOrUpdate(path, 1, (_, count) => count + 1);
        if (_files.TryGetValue(path, out var file))
        {
            request.Response.ContentType = file.Type;
            request.Response.Close(file.Body, willBlock: false);
            return;
        }

        request.Response.StatusCode = (int)HttpStatusCode.NotFound;
        request.Response.Close();
    }
}

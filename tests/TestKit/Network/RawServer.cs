using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MediaPipeline.TestKit.Network;

/// <summary>A server that answers every request with the bytes that a test writes: cut off, endless, slow, or no HTTP at all.</summary>
public sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Func<Stream, CancellationToken, Task> _answer;
    private readonly Task _accepting;
    private int _requests;

    private RawServer(IPAddress address, Func<Stream, CancellationToken, Task> answer)
    {
        _listener = new TcpListener(address, 0);
        _listener.Start();
        _answer = answer;
        _accepting = AcceptAsync();
    }

    public string Address => $"http://{_listener.LocalEndpoint}";

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Requests => Volatile.Read(ref _requests);

    /// <param name="answer">Writes what follows the request on its connection, which is closed then.</param>
    public static RawServer Start(Func<Stream, CancellationToken, Task> answer) => new(IPAddress.Loopback, answer);

    /// <summary>On all addresses of this machine.</summary>
    public static RawServer StartOnAll(string answer) =>
        new(IPAddress.Any, (stream, token) => stream.WriteAsync(Encoding.UTF8.GetBytes(answer), token).AsTask());

    public static RawServer Start(string answer) => Start((stream, token) => stream.WriteAsync(Encoding.UTF8.GetBytes(answer), token).AsTask());

    /// <summary>An answer of that many bytes, or an endless one, in blocks of 64 KB.</summary>
    public static RawServer StartLong(string head, long bytes = long.MaxValue) => Start(async (stream, token) =>
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(head), token);
        var block = Encoding.UTF8.GetBytes(new string('a', 64 * 1024));
        for (var left = bytes; left > 0; left -= block.Length)
        {
            await stream.WriteAsync(block.AsMemory(0, (int)Math.Min(left, block.Length)), token);
        }
    });

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                open.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            await ReadHeadAsync(connection.GetStream());
            Interlocked.Increment(ref _requests);
            await _answer(connection.GetStream(), _stopping.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The client has seen enough.
        }
    }

    private async Task ReadHeadAsync(NetworkStream stream)
    {
        var block = new byte[16 * 1024];
        var read = 0;
        while (read < block.Length && block.AsSpan(0, read).IndexOf("\r\n\r\n"u8) < 0)
        {
            var count = await stream.ReadAsync(block.AsMemory(read), _stopping.Token);
            if (count == 0)
            {
                throw new IOException("The client sent no request.");
            }

            read += count;
        }
    }
}

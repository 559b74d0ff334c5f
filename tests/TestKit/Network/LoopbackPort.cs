using System.Net;
using System.Net.Sockets;

namespace MediaPipeline.TestKit.Network;

/// <summary>A port for a program that cannot be asked which one it got.</summary>
public static class LoopbackPort
{
    // In turn, and not from the start: the system hands out a port again that was closed a moment ago.
    private static int _last = Random.Shared.Next(20_000, 30_000);

    /// <summary>One that nobody listens on, and that no other call in this process has got lately.</summary>
    public static int Free()
    {
        while (true)
        {
            var port = 20_000 + (Interlocked.Increment(ref _last) % 10_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // The next one.
            }
        }
    }
}

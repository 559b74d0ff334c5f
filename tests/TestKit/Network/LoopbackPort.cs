using System.Net;
using System.Net.Sockets;

namespace MediaPipeline.TestKit.Network;

/// <summary>A port for a program that cannot be asked which one it got.</summary>
public static class LoopbackPort
{
    /// <summary>One that nobody listened on a moment ago.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

using System.Net.Sockets;

namespace MediaPipeline.Connectors.Http;

/// <summary>
/// Opens connections to permitted addresses only. The very address that was checked is connected to: what the name leads to a moment later does not matter.
/// </summary>
internal sealed class CheckedConnections(INameResolver names, AddressRule rule)
{
    /// <exception cref="AddressRefusedException">None of its addresses is permitted.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var found = await names.ResolveAsync(host, cancellationToken);
        var permitted = found.Where(rule.Permits).ToArray();
        if (permitted.Length == 0)
        {
            throw found.Length == 0
                ? new SocketException((int)SocketError.HostNotFound)
                : new AddressRefusedException($"{host} leads to {found[0]}, which is no address of the public Internet");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(permitted, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

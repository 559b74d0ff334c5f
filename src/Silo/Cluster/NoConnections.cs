using System.Net;
using Microsoft.AspNetCore.Connections;

namespace MediaPipeline.Silo.Cluster;

/// <summary>
/// The transport of a standalone silo: it opens no port and connects to none, so that nobody can bypass the API and call a grain. Calls inside the process use
/// no transport. It is needed because Orleans always listens for other silos, and the service keys of its transports are internal.
/// </summary>
internal sealed class NoConnections : IConnectionListenerFactory, IConnectionFactory
{
    /// <summary>Replaces every transport that Orleans has registered.</summary>
    public static void Use(IServiceCollection services)
    {
        var none = new NoConnections();
        foreach (var transport in services.Where(IsTransport).ToList())
        {
            services.Remove(transport);
            services.Add(ServiceDescriptor.KeyedSingleton(transport.ServiceType, transport.ServiceKey, none));
        }
    }

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IConnectionListener>(new Listener(endpoint));

    public ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException($"This silo is alone and calls no other, and was asked to call {endpoint}.");

    private static bool IsTransport(ServiceDescriptor service) =>
        service.IsKeyedService && (service.ServiceType == typeof(IConnectionListenerFactory) || service.ServiceType == typeof(IConnectionFactory));

    private sealed class Listener(EndPoint endpoint) : IConnectionListener
    {
        private readonly TaskCompletionSource<ConnectionContext?> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public EndPoint EndPoint => endpoint;

        public ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) => new(_end.Task.WaitAsync(cancellationToken));

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => DisposeAsync();

        public ValueTask DisposeAsync()
        {
            _end.TrySetResult(null);
            return ValueTask.CompletedTask;
        }
    }
}

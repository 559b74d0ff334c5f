using System.Net;
using MediaPipeline.Connectors.Http.Fetching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Connectors.Http;

/// <summary>
/// The only place that makes HTTP handlers. Every client of <see cref="IHttpClientFactory"/> is for an address that was configured, which may be private, and
/// stays on that host; the one for addresses from data is <see cref="ForData"/>.
/// </summary>
internal static class OutboundHttp
{
    /// <summary>Name of the client for addresses from data.</summary>
    public const string ForData = "data";

    // Addresses of names change: connections are closed after this time, and opened to where the name then points.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    public static IServiceCollection AddOutboundHttp(this IServiceCollection services)
    {
        services.TryAddSingleton<INameResolver, DnsResolver>();

        // The usual log lines name the whole URL, which may have a key in it.
        services.ConfigureHttpClientDefaults(client => client
            .RemoveAllLoggers()
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .ConfigureHttpClient(Configure)
            .ConfigurePrimaryHttpMessageHandler(MakeForConfigured));
        services.AddHttpClient(ForData).ConfigurePrimaryHttpMessageHandler(MakeForData);
        return services;
    }

    // Who sends a request bounds its time, also that of reading the body.
    private static void Configure(HttpClient client)
    {
        client.Timeout = Timeout.InfiniteTimeSpan;
        client.DefaultRequestHeaders.UserAgent.ParseAdd("MediaPipeline");
    }

    private static HostRedirects MakeForConfigured() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        UseCookies = false,
        PooledConnectionLifetime = ConnectionLifetime,
        MaxResponseDrainSize = 0,
    });

    // No proxy: it would resolve the name a second time, and unchecked.
    private static SocketsHttpHandler MakeForData(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<FetchingOptions>>().Value;
        var connections = new CheckedConnections(services.GetRequiredService<INameResolver>(), new AddressRule(options.ParseAllowedNetworks()));
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = options.ConnectTimeout,
            ConnectCallback = connections.ConnectAsync,
            PooledConnectionLifetime = ConnectionLifetime,
            MaxResponseDrainSize = 0,
        };
    }
}

using Orleans.Dashboard;

namespace MediaPipeline.Silo.Cluster;

/// <summary>
/// What the dashboard does all the time, figures of the silo once a second, begins when somebody first looks. Only on a silo alone: in a cluster each silo gathers its figures for
/// whichever is asked.
/// </summary>
internal sealed class DashboardOnDemand(Func<IHostedService> create) : IAsyncDisposable
{
    private readonly Lazy<Task<IHostedService>> _host = new(async () =>
    {
        var host = create();
        await host.StartAsync(CancellationToken.None);
        return host;
    });

    /// <summary>Takes the place of the hosted service that the dashboard has registered.</summary>
    public static void Use(IServiceCollection services)
    {
        var host = services.Single(service => service.ServiceType == typeof(IHostedService) && service.ImplementationFactory?.Method.ReturnType.Assembly == typeof(DashboardOptions).Assembly);
        services.Remove(host);
        services.AddSingleton(provider => new DashboardOnDemand(() => (IHostedService)host.ImplementationFactory!(provider)));
    }

    public Task StartAsync() => _host.Value;

    public async ValueTask DisposeAsync()
    {
        if (_host.IsValueCreated && await _host.Value is IAsyncDisposable started)
        {
            await started.DisposeAsync();
        }
    }
}

using Orleans.Dashboard;

namespace MediaPipeline.Silo.Cluster;

/// <summary>
/// What the dashboard does all the time, figures of the silo once a second, begins when somebody first looks. Only on a silo alone: in a cluster each silo gathers its figures for
/// whichever is asked.
/// </summary>
internal sealed class DashboardOnDemand(Func<IHostedService> create) : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1);
    private IHostedService? _started;

    /// <summary>Takes the place of the hosted service that the dashboard has registered.</summary>
    public static void Use(IServiceCollection services)
    {
        var host = services.Single(service => service.ServiceType == typeof(IHostedService) && service.ImplementationFactory?.Method.ReturnType.Assembly == typeof(DashboardOptions).Assembly);
        services.Remove(host);
        services.AddSingleton(provider => new DashboardOnDemand(() => (IHostedService)host.ImplementationFactory!(provider)));
    }

    /// <summary>Once; one that fails is tried again at the next look.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _starting.WaitAsync(cancellationToken);
        try
        {
            if (_started is null)
            {
                var host = create();
                await host.StartAsync(CancellationToken.None);
                _started = host;
            }
        }
        finally
        {
            _starting.Release();
        }
    }

    public ValueTask DisposeAsync()
    {
        _starting.Dispose();
        return _started is IAsyncDisposable started ? started.DisposeAsync() : ValueTask.CompletedTask;
    }
}

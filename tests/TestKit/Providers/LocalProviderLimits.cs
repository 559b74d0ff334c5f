using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Providers;
using MediaPipeline.Grains.Ports.Catalogue;
using MediaPipeline.Grains.Providers;
using Microsoft.Extensions.Options;

namespace MediaPipeline.TestKit.Providers;

/// <summary>The limits and gates of providers without a cluster.</summary>
public sealed class LocalProviderLimits(IOptionsMonitor<ProviderOptions> options, TimeProvider clock) : IProviderLimits
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ProviderLimiter> _limiters = [];

    public ProviderView Describe(string provider) => With(provider, limiter => limiter.ToView(clock.GetUtcNow()));

    public async Task EnterAsync(string provider, CancellationToken cancellationToken)
    {
        var pass = With(provider, limiter => limiter.Enter(clock.GetUtcNow()));
        ThrowIfClosed(provider, pass.Closed);
        if (pass.After > TimeSpan.Zero)
        {
            await Task.Delay(pass.After, clock, cancellationToken);
            ThrowIfClosed(provider, With(provider, limiter => limiter.FindGate(clock.GetUtcNow())));
        }
    }

    public Task ReportAsync(string provider, ProviderReport report)
    {
        With(provider, limiter =>
        {
            limiter.Report(report, clock.GetUtcNow());
            return true;
        });
        return Task.CompletedTask;
    }

    private T With<T>(string provider, Func<ProviderLimiter, T> ask)
    {
        lock (_lock)
        {
            if (!_limiters.TryGetValue(provider, out var limiter))
            {
                _limiters[provider] = limiter = new ProviderLimiter(provider, options.Get(provider), clock.GetUtcNow());
            }

            return ask(limiter);
        }
    }

    private static void ThrowIfClosed(string provider, WaitingFor? closed)
    {
        if (closed is not null)
        {
            throw new ProviderUnavailableException(provider, closed.Code, closed.Message);
        }
    }
}

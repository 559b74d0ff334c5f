using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Providers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Providers;

/// <summary>
/// The limit and the gate of a provider, for all silos. They are only in memory: after a restart the first request finds out how the provider is.
/// </summary>
[CollectionAgeLimit(AlwaysActive = true)]
internal sealed partial class ProviderGrain : Grain, IProviderGrain, IProviderGrainInternal
{
    private readonly TimeProvider _clock;
    private readonly ILogger<ProviderGrain> _logger;
    private readonly ProviderLimiter _limiter;

    public ProviderGrain(IGrainContext context, IOptionsMonitor<ProviderOptions> options, TimeProvider clock, ILogger<ProviderGrain> logger)
    {
        var provider = context.GrainId.Key.ToString()!;
        (_clock, _logger) = (clock, logger);
        _limiter = new ProviderLimiter(provider, options.Get(provider), clock.GetUtcNow());
    }

    public Task<WaitingFor?> FindGate() => Task.FromResult(_limiter.FindGate(_clock.GetUtcNow()));

    public Task<ProviderPass> Enter() => Task.FromResult(_limiter.Enter(_clock.GetUtcNow()));

    public Task Report(ProviderReport report)
    {
        var now = _clock.GetUtcNow();
        var before = _limiter.ToView(now).WaitingFor;
        _limiter.Report(report, now);
        var view = _limiter.ToView(now);
        if (before is null && view is { WaitingFor: { } closed, ClosedUntil: { } until })
        {
            LogClosed(view.Id, until, closed.Code, closed.Message);
        }
        else if (before is not null && view.WaitingFor is null)
        {
            LogOpened(view.Id);
        }

        return Task.CompletedTask;
    }

    public Task<ProviderView> Describe() => Task.FromResult(_limiter.ToView(_clock.GetUtcNow()));

    [LoggerMessage(2801, LogLevel.Information, "Provider {Provider} answers again")]
    private partial void LogOpened(string provider);

    [LoggerMessage(2802, LogLevel.Warning, "Provider {Provider} is not asked until {Until}: {Code}: {Why}")]
    private partial void LogClosed(string provider, DateTimeOffset until, string code, string why);
}

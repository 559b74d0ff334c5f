using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Providers;

namespace MediaPipeline.Grains.Providers;

/// <summary>
/// Limit, gate and figures of one provider. A fault closes the gate until the provider says, or for a pause that doubles with each fault; then one request is
/// let through, whose outcome opens it or closes it again.
/// </summary>
internal sealed class ProviderLimiter(string provider, ProviderOptions options, DateTimeOffset now)
{
    // What a request may take beside the wait for its answer, until another one is let through.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly TokenBucket _tokens = new(now, options.Burst);
    private WaitingFor? _closed;
    private DateTimeOffset _closedUntil, _probingUntil;
    private int _faultsInTurn;
    private int _limit = options.Requests;
    private long _requests, _waits, _faults;
    private TimeSpan _waited;
    private ProviderError? _lastError;

    /// <summary>Why the gate is closed; null when it is open, or a request may find out.</summary>
    public WaitingFor? FindGate(DateTimeOffset at) => at < _closedUntil || at < _probingUntil ? _closed : null;

    public ProviderPass Enter(DateTimeOffset at)
    {
        if (FindGate(at) is { } closed)
        {
            return new ProviderPass(TimeSpan.Zero, closed);
        }

        _requests++;
        if (_closed is not null)
        {
            _probingUntil = at + options.Timeout + Grace;
            _tokens.Empty(at);
            return new ProviderPass(TimeSpan.Zero);
        }

        var after = _tokens.Take(at, _limit / options.Period.TotalSeconds, options.Burst);
        if (after > TimeSpan.Zero)
        {
            _waits++;
            _waited += after;
        }

        return new ProviderPass(after);
    }

    public void Report(ProviderReport report, DateTimeOffset at)
    {
        Obey(report);
        if (report.Fault is { } fault)
        {
            _faults++;
            _lastError = new ProviderError(fault.Code, fault.Message, at);
            Close(report, at);
        }
        else if (at >= _closedUntil)
        {
            (_closed, _probingUntil, _faultsInTurn) = (null, default, 0);
        }
    }

    public ProviderView ToView(DateTimeOffset at) => new(
        provider, FindGate(at), FindGate(at) is null ? null : _closedUntil, _limit, options.Period.TotalSeconds,
        _requests, _waits, _waited.TotalSeconds, _faults, _lastError, now);

    private void Obey(ProviderReport report)
    {
        if (report.Limit is > 0 and var limit)
        {
            _limit = (int)Math.Min(limit, options.Requests);
        }

        if (report.Remaining is { } remaining)
        {
            _tokens.LowerTo(remaining);
        }
    }

    // Of requests that were under way together, one counts.
    private void Close(ProviderReport report, DateTimeOffset at)
    {
        var isFirst = _closed is null || at >= _closedUntil;
        _faultsInTurn += isFirst ? 1 : 0;
        var until = report.RetryAt ?? at + Pause();
        _closedUntil = isFirst || until > _closedUntil ? until : _closedUntil;
        _probingUntil = default;
        _closed = isFirst ? new WaitingFor(report.Fault!.Code, ProviderGate.Of(provider), report.Fault.Message, _closed?.Since ?? at) : _closed;
    }

    private TimeSpan Pause()
    {
        var pause = options.BackOff * Math.Pow(2, Math.Min(_faultsInTurn - 1, 30));
        return pause < options.MaxBackOff ? pause : options.MaxBackOff;
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;

namespace MediaPipeline.LocalSilo.Runtime;

/// <summary>
/// The embedded runtime as a whole: its door for calls, its clock, and its start and stop. Time-outs and idleness are counted in ticks of one timer,
/// so that no call reads the clock.
/// </summary>
internal sealed partial class Silo : IAsyncDisposable
{
    private readonly CancellationTokenSource _aborted = new();
    private readonly Lazy<GrainCatalog> _catalog;
    private readonly TimeSpan _tickPeriod;
    private readonly long _responseTimeoutTicks;
    private volatile State _state;
    private ITimer? _timer;
    private long _tick;

    public Silo(IServiceProvider services, IOptions<LocalSiloOptions> options, TimeProvider time, ILogger<Silo> logger)
    {
        Services = services;
        Options = options.Value;
        Time = time;
        Logger = logger;
        Filters = [.. services.GetServices<IIncomingGrainCallFilter>()];
        Events = services.GetService<ILocalSiloEvents>();
        _catalog = new Lazy<GrainCatalog>(() => new GrainCatalog(this, Options.GrainAssemblies));
        var shortest = Math.Min(Options.ResponseTimeout.Ticks, Options.CollectionAge.Ticks) / 10;
        _tickPeriod = TimeSpan.FromTicks(Math.Clamp(shortest, TimeSpan.FromMilliseconds(10).Ticks, TimeSpan.FromSeconds(1).Ticks));
        _responseTimeoutTicks = Ticks(Options.ResponseTimeout);
        CollectionAgeTicks = Ticks(Options.CollectionAge);
    }

    private enum State
    {
        Created,
        Running,
        Stopping,
        Stopped,
    }

    public IServiceProvider Services { get; }
    public LocalSiloOptions Options { get; }
    public TimeProvider Time { get; }
    public ILogger Logger { get; }
    public IIncomingGrainCallFilter[] Filters { get; }
    public ILocalSiloEvents? Events { get; }
    public GrainCatalog Catalog => _catalog.Value;
    public InFlight InFlight { get; } = new();
    public bool CopiesMessages => Options.CopyMessages;
    public long CollectionAgeTicks { get; }
    public long Tick => Volatile.Read(ref _tick);

    /// <summary>Cancelled when the silo stops without waiting any longer.</summary>
    public CancellationToken Aborted => _aborted.Token;

    public IEnumerable<Activation> Activations => Catalog.Classes.SelectMany(each => each.Mailboxes).SelectMany(mailbox => mailbox.Activations());

    public long Ticks(TimeSpan time) => (time.Ticks + _tickPeriod.Ticks - 1) / _tickPeriod.Ticks;

    /// <summary>A timer that is not set yet and takes nothing of the caller's context with it.</summary>
    public ITimer CreateTimer(TimerCallback callback, object state)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            return Time.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        using (ExecutionContext.SuppressFlow())
        {
            return Time.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Start()
    {
        _ = Catalog;
        _timer = Time.CreateTimer(static silo => ((Silo)silo!).OnTick(), this, _tickPeriod, _tickPeriod);
        _state = State.Running;
    }

    /// <summary>Lets a call in, watches over its answer, and hands it to its grain.</summary>
    public void Send(Request request, CancellationToken cancellation)
    {
        if (Refusal(request) is { } refusal)
        {
            request.Fail(refusal);
            return;
        }

        if (!request.Slot.OneWay)
        {
            InFlight.Add(request, Tick);
            if (cancellation.CanBeCanceled)
            {
                request.Cancellation = cancellation.UnsafeRegister(static (request, token) => ((Request)request!).Fail(new OperationCanceledException(token)), request);
            }
        }

        request.Class.Dispatch(request);
    }

    public void Dispatch(Request request)
    {
        if (_state == State.Stopped)
        {
            request.Fail(Unavailable(request));
        }
        else if (!request.IsAbandoned)
        {
            request.Class.Dispatch(request);
        }
    }

    public void OneWayFailed(Request request, Exception exception) => LogOneWayFailed(Logger, exception, request);

    /// <summary>
    /// Takes no more calls from outside, lets what was taken finish, closes every activation, and gives up after <see cref="LocalSiloOptions.StopTimeout"/>.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_state != State.Running)
        {
            return;
        }

        _state = State.Stopping;
        using var timeout = new CancellationTokenSource(Options.StopTimeout, Time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await CloseAllAsync().WaitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            LogStopTimedOut(Logger, Options.StopTimeout, string.Join(", ", Activations.Take(10).Select(each => each.GrainId)));
        }

        _state = State.Stopped;
        await _aborted.CancelAsync();
        foreach (var request in InFlight.TakeSentUntil(long.MaxValue))
        {
            request.Fail(Unavailable(request));
        }

        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_timer is not null)
        {
            await _timer.DisposeAsync();
        }
    }

    /// <summary>Calls between grains may open new activations while others close, so it goes round until none is left.</summary>
    private async Task CloseAllAsync()
    {
        while (Activations.ToArray() is { Length: > 0 } open)
        {
            foreach (var activation in open)
            {
                activation.Close(new CloseRequest(new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The silo stops.")) { FinishWaiting = true });
            }

            await Task.WhenAll(open.Select(activation => activation.Deactivated));
        }
    }

    private Exception? Refusal(Request request) => _state switch
    {
        State.Running => null,
        State.Created => new InvalidOperationException($"{request} was called before the silo was started; call grains from the host's start on."),
        State.Stopping when request.Source is not null => null,
        _ => Unavailable(request),
    };

    private static SiloUnavailableException Unavailable(Request request) => new($"{request} was not answered: the silo stops.");

    private void OnTick()
    {
        var tick = Interlocked.Increment(ref _tick);
        foreach (var request in InFlight.TakeSentUntil(tick - _responseTimeoutTicks - 1))
        {
            request.Fail(new TimeoutException($"{request} gave no answer within {Options.ResponseTimeout}. It waits for its turn, runs too long, or waits for a call that came from here."));
        }

        if (tick % Math.Max(1, CollectionAgeTicks / 10) == 0)
        {
            foreach (var activation in Activations)
            {
                activation.CloseIfIdle(tick);
            }
        }
    }
}

using System.Collections.Immutable;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace MediaPipeline.LocalSilo.Runtime;

/// <summary>
/// One grain in memory: its instance, the gate that lets turns in, and its life from the first call to its close. Everything but
/// <see cref="Deactivate"/> and <see cref="CloseIfIdle"/> runs on its own loop and needs no lock.
/// </summary>
internal sealed partial class Activation(GrainClass grainClass, IdSpan key, WorkerPool? pool) : TurnScheduler, IGrainContext, IMailbox
{
    private TurnQueue _waiting;
    private List<IDisposable>? _timers;
    private List<IStateFacet>? _states;
    private TaskCompletionSource? _deactivated;
    private CloseRequest? _close;
    private volatile Phase _phase;
    private volatile int _running;
    private int _exclusive;
    private int _shared;
    private int _load;
    private long _usedAtTick = grainClass.Silo.Tick;
    private long _keptUntilTick;

    private enum Phase
    {
        New,
        Activating,
        Active,
        Closing,
        Closed,
    }

    public GrainClass Class { get; } = grainClass;
    public IdSpan Key { get; } = key;
    public Silo Silo => Class.Silo;
    public bool HasFilters => Class.HasFilters;
    public GrainId GrainId => GrainId.Create(Class.Type, Key);
    public GrainReference GrainReference => new(Class.UntypedBinding, Key);
    public object? GrainInstance { get; private set; }
    public IServiceProvider ActivationServices => Silo.Services;

    /// <summary>Turns that a pool has given to this worker and that are not finished.</summary>
    public int Load => Volatile.Read(ref _load);

    public Task Deactivated
    {
        get
        {
            var source = _deactivated ?? Interlocked.CompareExchange(ref _deactivated, new(TaskCreationOptions.RunContinuationsAsynchronously), null) ?? _deactivated;
            if (_phase == Phase.Closed)
            {
                source.TrySetResult();
            }

            return source.Task;
        }
    }

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public bool TryDispatch(Request request)
    {
        Post(request);
        return true;
    }

    public void DispatchToWorker(Request request)
    {
        Interlocked.Increment(ref _load);
        Post(request);
    }

    public IEnumerable<Activation> Activations() => [this];

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default) =>
        Close(new CloseRequest(deactivationReason));

    public void Close(CloseRequest request)
    {
        if (IsCurrent)
        {
            Accept(request);
        }
        else
        {
            Post(request);
        }
    }

    public void CloseIfIdle(long tick)
    {
        if (_phase == Phase.Active && _running == 0 && IsStale(tick))
        {
            var reason = new DeactivationReason(DeactivationReasonCode.ActivationIdle, "No call came for the collection age.");
            Post(new CloseRequest(reason) { FinishWaiting = true, OnlyIfStale = true });
        }
    }

    public void DelayDeactivation(TimeSpan time) => _keptUntilTick = time > TimeSpan.Zero ? Silo.Tick + Silo.Ticks(time) : 0;

    public void Accept(CloseRequest request)
    {
        if (_close is null && _phase < Phase.Closing && (!request.OnlyIfStale || (_running == 0 && IsStale(Silo.Tick))))
        {
            // What waits for an activation that closes itself while it is being made is served first; else it could go round for ever.
            request.FinishWaiting |= _phase != Phase.Active;
            _close = request;
        }
    }

    /// <summary>A turn arrived on the loop.</summary>
    public void Receive(Turn turn)
    {
        switch (_phase)
        {
            case Phase.Closed:
                Forget(turn);
                turn.Forward(Silo);
                break;
            case Phase.Active when MayStart(turn):
                Start(turn);
                break;
            case Phase.New:
                _phase = Phase.Activating;
                _waiting.Add(turn);
                _ = ActivateAsync((turn as Request)?.Context);
                break;
            default:
                _waiting.Add(turn);
                break;
        }
    }

    /// <summary>A turn ended, and its caller is not told yet; called on the loop.</summary>
    public void Finish(Turn turn)
    {
        _running--;
        _exclusive -= turn.Admission == Admission.Exclusive ? 1 : 0;
        _shared -= turn.Admission == Admission.Shared ? 1 : 0;
        Forget(turn);
        if (turn.KeepsAlive)
        {
            _usedAtTick = Silo.Tick;
        }
    }

    public void FinishFailed(Request request, Exception exception)
    {
        if (exception is InconsistentStateException { IsSourceActivation: true } lostRace)
        {
            lostRace.IsSourceActivation = false;
            Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, lostRace, "Its state in memory is not the stored one."));
        }

        Finish(request);
        request.Fail(exception);
    }

    public void AddState(IStateFacet state) => (_states ??= []).Add(state);

    public void AddTimer(IDisposable timer) => (_timers ??= []).Add(timer);

    public void RemoveTimer(IDisposable timer) => _timers?.Remove(timer);

    protected override void AfterItem()
    {
        while (_phase == Phase.Active && (_close is null || _close.FinishWaiting) && _waiting.TakeFirst(this) is { } turn)
        {
            Start(turn);
        }

        if (_close is not null && _phase == Phase.Active && _running == 0)
        {
            _phase = Phase.Closing;
            _ = CloseAsync(_close.Reason);
        }
    }

    internal bool MayStart(Turn turn) =>
        (_close is null || _close.FinishWaiting)
        && (turn.AlwaysInterleaves || Class.IsReentrant || (_exclusive == 0 && (_shared == 0 || turn.IsReadOnly)));

    private void Start(Turn turn)
    {
        if (turn.IsAbandoned)
        {
            Forget(turn);
            return;
        }

        turn.Admission = turn.AlwaysInterleaves || Class.IsReentrant ? Admission.Interleaved : turn.IsReadOnly ? Admission.Shared : Admission.Exclusive;
        _exclusive += turn.Admission == Admission.Exclusive ? 1 : 0;
        _shared += turn.Admission == Admission.Shared ? 1 : 0;
        _running++;
        _ = turn.RunAsync(this);
    }

    /// <summary>This worker no longer has the turn.</summary>
    private void Forget(Turn turn)
    {
        if (pool is not null && turn is Request)
        {
            Interlocked.Decrement(ref _load);
        }
    }

    private async Task ActivateAsync(ImmutableDictionary<string, object>? requestContext)
    {
        RequestContext.Values.Value = requestContext;
        try
        {
            GrainInstance = Class.Construct(this);
            foreach (var state in _states ?? [])
            {
                await state.ReadStateAsync();
            }

            if (Class.ObservesActivation)
            {
                await ((IGrainBase)GrainInstance).OnActivateAsync(Silo.Aborted);
            }

            _phase = Phase.Active;
            _usedAtTick = Silo.Tick;
            Silo.Events?.OnActivated(GrainId);
        }
        catch (Exception exception)
        {
            LogActivationFailed(Silo.Logger, exception, GrainId);
            _phase = Phase.Closing;
            while (_waiting.TakeFirst() is { } turn)
            {
                Forget(turn);
                turn.Fail(exception);
            }

            await LeaveAsync(new DeactivationReason(DeactivationReasonCode.ActivationFailed, exception, "The activation could not be made."));
        }
    }

    private async Task CloseAsync(DeactivationReason reason)
    {
        if (Class.ObservesDeactivation)
        {
            try
            {
                using var limit = new CancellationTokenSource(Silo.Options.DeactivationTimeout, Silo.Time);
                await ((IGrainBase)GrainInstance!).OnDeactivateAsync(reason, limit.Token);
            }
            catch (Exception exception)
            {
                LogDeactivationFailed(Silo.Logger, exception, GrainId);
            }
        }

        await LeaveAsync(reason);
    }

    private async Task LeaveAsync(DeactivationReason reason)
    {
        foreach (var timer in _timers?.ToArray() ?? [])
        {
            timer.Dispose();
        }

        try
        {
            await DisposeInstanceAsync();
        }
        catch (Exception exception)
        {
            LogDeactivationFailed(Silo.Logger, exception, GrainId);
        }

        _phase = Phase.Closed;
        if (pool is null)
        {
            Class.Leave(Key, this);
        }
        else
        {
            pool.Leave(this);
        }

        while (_waiting.TakeFirst() is { } turn)
        {
            Forget(turn);
            turn.Forward(Silo);
        }

        _deactivated?.TrySetResult();
        Silo.Events?.OnClosed(GrainId, reason);
    }

    private async ValueTask DisposeInstanceAsync()
    {
        switch (GrainInstance)
        {
            case IAsyncDisposable disposable:
                await disposable.DisposeAsync();
                break;
            case IDisposable disposable:
                disposable.Dispose();
                break;
        }
    }

    private bool IsStale(long tick) => tick - _usedAtTick >= Silo.CollectionAgeTicks && tick >= _keptUntilTick;
}

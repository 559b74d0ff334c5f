using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace MediaPipeline.LocalSilo.Runtime;

/// <summary>One call on its way to a grain.</summary>
internal abstract class Request(MethodSlot slot, GrainClass grainClass, IdSpan key) : Turn, IInvokable
{
    public MethodSlot Slot { get; } = slot;
    public GrainClass Class { get; } = grainClass;
    public IdSpan Key { get; } = key;
    public Activation? Source { get; } = RuntimeContext.Current;
    public GrainId TargetId => GrainId.Create(Class.Type, Key);

    /// <summary>Links among the calls in flight of one stripe, oldest first; guarded by the stripe.</summary>
    public InFlight.Stripe? Stripe { get; set; }
    public Request? Earlier { get; set; }
    public Request? Later { get; set; }
    public long SentAtTick { get; set; }

    public CancellationTokenRegistration Cancellation { get; set; }

    public sealed override bool AlwaysInterleaves => Slot.AlwaysInterleave;
    public sealed override bool IsReadOnly => Slot.ReadOnly;
    public sealed override bool IsAbandoned => !Slot.OneWay && IsAnswered;

    /// <summary>The caller has its answer: a result, an exception or a time-out.</summary>
    public abstract bool IsAnswered { get; }

    public ImmutableDictionary<string, object>? Context { get; } = RequestContext.Values.Value;

    protected abstract ITuple Arguments { get; }

    public sealed override void Forward(Silo silo) => silo.Dispatch(this);

    /// <summary>Calls the grain's method and returns its boxed result: the way through filters.</summary>
    public abstract Task<object?> InvokeBoxedAsync(object grain);

    public int GetArgumentCount() => Arguments.Length;
    public object? GetArgument(int index) => Arguments[index];
    public string GetMethodName() => Slot.Method.Name;
    public string GetInterfaceName() => Slot.Method.DeclaringType!.FullName!;
    public MethodInfo GetMethod() => Slot.Method;
    public Type GetInterfaceType() => Slot.Method.DeclaringType!;

    public sealed override string ToString() => $"{Slot.Method.DeclaringType!.Name}.{Slot.Method.Name} of {TargetId}";

    protected void FailOneWay(Exception exception) => Class.Silo.OneWayFailed(this, exception);
}

internal abstract class Request<TResult>(MethodSlot slot, GrainClass grainClass, IdSpan key) : Request(slot, grainClass, key)
{
    private readonly TaskCompletionSource<TResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<TResult> Answer => _answer.Task;
    public sealed override bool IsAnswered => _answer.Task.IsCompleted;

    public sealed override async Task RunAsync(Activation activation)
    {
        try
        {
            if (Context is not null)
            {
                RequestContext.Values.Value = Context;
            }

            var result = activation.HasFilters
                ? (TResult)(await IncomingCall.InvokeAsync(activation, this))!
                : await InvokeAsync(activation.GrainInstance!);
            if (activation.Silo.CopiesMessages)
            {
                result = DeepCopier.Copy(result);
            }

            Class.Silo.InFlight.Remove(this);
            activation.Finish(this);
            _answer.TrySetResult(result);
        }
        catch (Exception exception)
        {
            activation.FinishFailed(this, exception);
        }
    }

    public sealed override void Fail(Exception exception)
    {
        Class.Silo.InFlight.Remove(this);
        if (Slot.OneWay)
        {
            FailOneWay(exception);
        }
        else
        {
            _answer.TrySetException(exception);
        }
    }

    public sealed override async Task<object?> InvokeBoxedAsync(object grain) => await InvokeAsync(grain);

    protected abstract Task<TResult> InvokeAsync(object grain);
}

internal abstract class VoidRequest(MethodSlot slot, GrainClass grainClass, IdSpan key) : Request(slot, grainClass, key)
{
    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Answer => _answer.Task;
    public sealed override bool IsAnswered => _answer.Task.IsCompleted;

    public sealed override async Task RunAsync(Activation activation)
    {
        try
        {
            if (Context is not null)
            {
                RequestContext.Values.Value = Context;
            }

            await (activation.HasFilters ? IncomingCall.InvokeAsync(activation, this) : InvokeAsync(activation.GrainInstance!));
            Class.Silo.InFlight.Remove(this);
            activation.Finish(this);
            _answer.TrySetResult();
        }
        catch (Exception exception)
        {
            activation.FinishFailed(this, exception);
        }
    }

    public sealed override void Fail(Exception exception)
    {
        Class.Silo.InFlight.Remove(this);
        if (Slot.OneWay)
        {
            FailOneWay(exception);
        }
        else
        {
            _answer.TrySetException(exception);
        }
    }

    public sealed override async Task<object?> InvokeBoxedAsync(object grain)
    {
        await InvokeAsync(grain);
        return null;
    }

    protected abstract Task InvokeAsync(object grain);
}

/// <summary>The only part that is compiled for each shape of arguments, so it is as small as it can be.</summary>
internal sealed class Request<TArguments, TResult>(MethodSlot<TArguments, Task<TResult>> slot, GrainClass grainClass, IdSpan key, TArguments arguments)
    : Request<TResult>(slot, grainClass, key)
    where TArguments : struct, ITuple
{
    protected override ITuple Arguments => arguments;
    protected override Task<TResult> InvokeAsync(object grain) => slot.Invoke(grain, arguments);
}

/// <inheritdoc cref="Request{TArguments,TResult}"/>
internal sealed class VoidRequest<TArguments>(MethodSlot<TArguments, Task> slot, GrainClass grainClass, IdSpan key, TArguments arguments)
    : VoidRequest(slot, grainClass, key)
    where TArguments : struct, ITuple
{
    protected override ITuple Arguments => arguments;
    protected override Task InvokeAsync(object grain) => slot.Invoke(grain, arguments);
}

using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace MediaPipeline.LocalSilo.Runtime;

/// <summary>What an activation reads before it becomes active.</summary>
internal interface IStateFacet
{
    Task ReadStateAsync();
}

/// <summary>
/// One state of one grain. Its operations follow each other, also when turns interleave, so that a grain never races itself for its ETag.
/// </summary>
internal sealed class PersistentState<TState>(Activation activation, IGrainStorage storage, string name) : IPersistentState<TState>, IStateFacet
{
    private static readonly Func<TState> s_create = typeof(TState).IsValueType || typeof(TState).GetConstructor(Type.EmptyTypes) is not null
        ? Activator.CreateInstance<TState>
        : static () => (TState)RuntimeHelpers.GetUninitializedObject(typeof(TState));

    private readonly GrainState<TState> _state = new(s_create());
    private Task _last = Task.CompletedTask;

    private enum Operation
    {
        Read,
        Write,
        Clear,
    }

    public TState State
    {
        get => _state.State!;
        set => _state.State = value;
    }

    public string? Etag => _state.ETag;
    public bool RecordExists => _state.RecordExists;

    public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);
    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);
    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);
    public Task ReadStateAsync(CancellationToken cancellationToken) => _last = RunAsync(Operation.Read, _last, cancellationToken);
    public Task WriteStateAsync(CancellationToken cancellationToken) => _last = RunAsync(Operation.Write, _last, cancellationToken);
    public Task ClearStateAsync(CancellationToken cancellationToken) => _last = RunAsync(Operation.Clear, _last, cancellationToken);

    private async Task RunAsync(Operation operation, Task before, CancellationToken cancellationToken)
    {
        if (!before.IsCompleted)
        {
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        try
        {
            await (operation switch
            {
                Operation.Read => storage.ReadStateAsync(name, activation.GrainId, _state, cancellationToken),
                Operation.Write => storage.WriteStateAsync(name, activation.GrainId, _state, cancellationToken),
                _ => storage.ClearStateAsync(name, activation.GrainId, _state, cancellationToken),
            });
            if (!_state.RecordExists && operation != Operation.Write)
            {
                _state.State ??= s_create();
            }
        }
        catch (Exception exception) when (exception is not OrleansException && !(exception is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            throw new OrleansException($"{operation} of state '{name}' of grain {activation.GrainId} failed in {storage.GetType().Name}: {exception.Message}", exception);
        }
    }
}

/// <summary>Makes the states that a constructor asks for.</summary>
internal static class PersistentStateFactory
{
    private const string DefaultProvider = "Default";
    private static readonly MethodInfo s_create = typeof(PersistentStateFactory).GetMethod(nameof(Create), BindingFlags.Static | BindingFlags.NonPublic)!;

    public static Func<Activation, object?> For(IServiceProvider services, ParameterInfo parameter, PersistentStateAttribute attribute)
    {
        if (!parameter.ParameterType.IsGenericType || parameter.ParameterType.GetGenericTypeDefinition() != typeof(IPersistentState<>))
        {
            throw new InvalidOperationException($"Parameter '{parameter.Name}' of {parameter.Member.DeclaringType!.FullName} has [PersistentState] and must be an IPersistentState<T>.");
        }

        var provider = attribute.StorageName ?? DefaultProvider;
        var storage = services.GetKeyedService<IGrainStorage>(provider) ?? (attribute.StorageName is null ? services.GetService<IGrainStorage>() : null)
            ?? throw new InvalidOperationException(
                $"State '{attribute.StateName}' of {parameter.Member.DeclaringType!.FullName} is kept in '{provider}', and no {nameof(IGrainStorage)} is registered under that name; register one as a keyed service.");
        return s_create.MakeGenericMethod(parameter.ParameterType.GetGenericArguments()).CreateDelegate<Func<IGrainStorage, string, Func<Activation, object?>>>()(storage, attribute.StateName);
    }

    private static Func<Activation, object?> Create<TState>(IGrainStorage storage, string name) => activation =>
    {
        var state = new PersistentState<TState>(activation, storage, name);
        activation.AddState(state);
        return state;
    };
}

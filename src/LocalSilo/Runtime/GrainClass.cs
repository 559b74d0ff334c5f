using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace MediaPipeline.LocalSilo.Runtime;

/// <summary>A class of grains: what its attributes say, how it is constructed, and the directory of what is in memory of it.</summary>
internal sealed class GrainClass
{
    private readonly ConcurrentDictionary<IdSpan, IMailbox> _directory = new();
    private readonly ConcurrentDictionary<Type, InterfaceBinding> _bindings = new();
    private readonly Func<IdSpan, IMailbox> _open;
    private readonly ConstructorInvoker _constructor;
    private readonly Func<Activation, object?>[] _parameters;

    public GrainClass(Silo silo, Type type)
    {
        Silo = silo;
        ImplementationType = type;
        Type = GrainType.Create(NameOf(type));
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute), inherit: true);
        MaxLocalWorkers = type.GetCustomAttribute<StatelessWorkerAttribute>(inherit: true)?.MaxLocalWorkers ?? 0;
        HasFilters = silo.Filters.Length > 0 || typeof(IIncomingGrainCallFilter).IsAssignableFrom(type);
        ObservesActivation = Overrides(nameof(IGrainBase.OnActivateAsync));
        ObservesDeactivation = Overrides(nameof(IGrainBase.OnDeactivateAsync));
        _open = MaxLocalWorkers > 0 ? key => new WorkerPool(this, key) : key => new Activation(this, key, null);
        UntypedBinding = new InterfaceBinding(typeof(IAddressable), this, null);

        var constructor = type.GetConstructors().OrderByDescending(each => each.GetParameters().Length).FirstOrDefault()
            ?? throw new InvalidOperationException($"Grain class {type.FullName} has no public constructor; give it one that takes what it needs.");
        _constructor = ConstructorInvoker.Create(constructor);
        _parameters = [.. constructor.GetParameters().Select(parameter => Resolve(silo.Services, parameter))];
    }

    public Silo Silo { get; }
    public Type ImplementationType { get; }
    public GrainType Type { get; }
    public bool IsReentrant { get; }

    /// <summary>Zero for a grain that has one activation.</summary>
    public int MaxLocalWorkers { get; }
    public bool HasFilters { get; }
    public bool ObservesActivation { get; }
    public bool ObservesDeactivation { get; }
    public InterfaceBinding UntypedBinding { get; }
    public ICollection<IMailbox> Mailboxes => _directory.Values;

    public InterfaceBinding Bind(Type interfaceType) => _bindings.GetOrAdd(interfaceType, static (type, grainClass) => type.IsAssignableFrom(grainClass.ImplementationType)
        ? new InterfaceBinding(type, grainClass, ProxyType.For(type))
        : throw new InvalidCastException($"Grain class {grainClass.ImplementationType.FullName} does not implement {type.FullName}."), this);

    public void Dispatch(Request request)
    {
        while (!_directory.GetOrAdd(request.Key, _open).TryDispatch(request))
        {
        }
    }

    /// <summary>The id is free for a fresh activation.</summary>
    public void Leave(IdSpan key, IMailbox mailbox) => _directory.TryRemove(KeyValuePair.Create(key, mailbox));

    public object Construct(Activation activation)
    {
        var arguments = new object?[_parameters.Length];
        for (var index = 0; index < arguments.Length; index++)
        {
            arguments[index] = _parameters[index](activation);
        }

        return _constructor.Invoke(arguments.AsSpan());
    }

    /// <summary>As Orleans names grain types that carry no name of their own: the class's, in lower case, without its "Grain".</summary>
    private static string NameOf(Type type)
    {
        var name = type.Name.ToLowerInvariant();
        return name.Length > 5 && name.EndsWith("grain", StringComparison.Ordinal) ? name[..^5] : name;
    }

    private static Func<Activation, object?> Resolve(IServiceProvider services, ParameterInfo parameter)
    {
        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is { } attribute)
        {
            return PersistentStateFactory.For(services, parameter, attribute);
        }

        if (parameter.ParameterType == typeof(IGrainContext))
        {
            return activation => activation;
        }

        if (parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed)
        {
            return activation => activation.ActivationServices.GetRequiredKeyedService(parameter.ParameterType, keyed.Key);
        }

        return parameter.HasDefaultValue
            ? activation => activation.ActivationServices.GetService(parameter.ParameterType) ?? parameter.DefaultValue
            : activation => activation.ActivationServices.GetRequiredService(parameter.ParameterType);
    }

    private bool Overrides(string method)
    {
        if (!typeof(IGrainBase).IsAssignableFrom(ImplementationType))
        {
            return false;
        }

        var map = ImplementationType.GetInterfaceMap(typeof(IGrainBase));
        var index = Array.FindIndex(map.InterfaceMethods, each => string.Equals(each.Name, method, StringComparison.Ordinal));
        return map.TargetMethods[index].DeclaringType is { } declaring && declaring != typeof(Grain) && declaring != typeof(IGrainBase);
    }
}

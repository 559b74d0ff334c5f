using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using Orleans;
using Orleans.Runtime;

namespace MediaPipeline.LocalSilo.Runtime;

/// <summary>The grain classes of the scanned assemblies, and which of them answers which interface.</summary>
internal sealed class GrainCatalog
{
    private readonly FrozenDictionary<GrainType, GrainClass> _classes;
    private readonly ConcurrentDictionary<Type, InterfaceBinding> _bindings = new();
    private readonly Func<Type, InterfaceBinding> _bind;

    public GrainCatalog(Silo silo, IEnumerable<Assembly> assemblies)
    {
        var byType = new Dictionary<GrainType, GrainClass>();
        foreach (var type in assemblies.Distinct().SelectMany(assembly => assembly.GetTypes()).Where(IsGrainClass))
        {
            var grainClass = new GrainClass(silo, type);
            if (!byType.TryAdd(grainClass.Type, grainClass))
            {
                throw new InvalidOperationException($"Grain classes {type.FullName} and {byType[grainClass.Type].ImplementationType.FullName} have the same grain type '{grainClass.Type}'; rename one.");
            }
        }

        _classes = byType.ToFrozenDictionary();
        _bind = interfaceType => Answering(interfaceType).Bind(interfaceType);
    }

    public IEnumerable<GrainClass> Classes => _classes.Values;

    public InterfaceBinding Bind(Type interfaceType) => _bindings.GetOrAdd(interfaceType, _bind);

    public GrainClass Find(GrainType type) => _classes.TryGetValue(type, out var grainClass)
        ? grainClass
        : throw new ArgumentException($"There is no grain class of type '{type}' among {nameof(LocalSiloOptions)}.{nameof(LocalSiloOptions.GrainAssemblies)}.", nameof(type));

    private static bool IsGrainClass(Type type) =>
        type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false } && typeof(IGrain).IsAssignableFrom(type) && !typeof(GrainReference).IsAssignableFrom(type);

    private GrainClass Answering(Type interfaceType)
    {
        var answering = Classes.Where(each => interfaceType.IsAssignableFrom(each.ImplementationType)).ToArray();
        return answering.Length switch
        {
            1 => answering[0],
            0 => throw new ArgumentException($"No grain class among {nameof(LocalSiloOptions)}.{nameof(LocalSiloOptions.GrainAssemblies)} implements {interfaceType.FullName}.", nameof(interfaceType)),
            _ => answering.SingleOrDefault(each => string.Equals($"I{each.ImplementationType.Name}", interfaceType.Name, StringComparison.Ordinal))
                ?? throw new ArgumentException($"Several grain classes implement {interfaceType.FullName}: {string.Join(", ", answering.Select(each => each.ImplementationType.FullName))}.", nameof(interfaceType)),
        };
    }
}

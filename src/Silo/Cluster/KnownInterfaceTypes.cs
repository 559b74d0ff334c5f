using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Orleans.Metadata;
using Orleans.Runtime;
using Orleans.Serialization.TypeSystem;

namespace MediaPipeline.Silo.Cluster;

/// <summary>Remembers what grain interfaces are called. Orleans looks for their attributes and composes the name at every <c>GetGrain</c>.</summary>
internal sealed class KnownInterfaceTypes(IServiceProvider services) : IGrainInterfaceTypeProvider
{
    private readonly ConcurrentDictionary<Type, GrainInterfaceType> _known = new();

    public bool TryGetGrainInterfaceType(Type type, [NotNullWhen(true)] out GrainInterfaceType grainInterfaceType)
    {
        grainInterfaceType = _known.GetOrAdd(type, Resolve);
        return true;
    }

    private GrainInterfaceType Resolve(Type type)
    {
        var others = services.GetServices<IGrainInterfaceTypeProvider>().Where(provider => provider != this);
        return new GrainInterfaceTypeResolver(others, services.GetRequiredService<TypeConverter>()).GetGrainInterfaceType(type);
    }
}

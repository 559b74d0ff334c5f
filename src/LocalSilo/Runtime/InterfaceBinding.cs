using Orleans.Runtime;

namespace MediaPipeline.LocalSilo.Runtime;

/// <summary>A grain interface together with the class that answers it: what all references of one kind share.</summary>
internal sealed class InterfaceBinding(Type interfaceType, GrainClass grainClass, ProxyType? proxy)
{
    public Type InterfaceType { get; } = interfaceType;
    public GrainClass Class { get; } = grainClass;
    public MethodSlot[] Methods { get; } = proxy?.Methods ?? [];

    public GrainReference CreateReference(IdSpan key) => proxy is null ? new GrainReference(this, key) : proxy.Create(this, key);
}

using Orleans;
using Orleans.Runtime;

namespace MediaPipeline.LocalSilo.Runtime;

internal sealed class GrainFactory(Silo silo) : IGrainFactory
{
    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null) where TGrainInterface : IGrainWithIntegerKey =>
        (TGrainInterface)GetGrain(WithoutPrefix<TGrainInterface>(grainClassNamePrefix), primaryKey);

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null) where TGrainInterface : IGrainWithStringKey =>
        (TGrainInterface)GetGrain(WithoutPrefix<TGrainInterface>(grainClassNamePrefix), primaryKey);

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) => Reference(grainInterfaceType, GrainIdKeyExtensions.CreateIntegerKey(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(grainPrimaryKey);
        return Reference(grainInterfaceType, IdSpan.Create(grainPrimaryKey));
    }

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId) where TGrainInterface : IAddressable =>
        (TGrainInterface)(object)silo.Catalog.Find(grainId.Type).Bind(typeof(TGrainInterface)).CreateReference(grainId.Key);

    private static Type WithoutPrefix<TGrainInterface>(string? grainClassNamePrefix) => grainClassNamePrefix is null
        ? typeof(TGrainInterface)
        : throw new NotSupportedException($"A class name prefix ('{grainClassNamePrefix}') chooses among several classes of one interface, which the embedded runtime does not do.");

    private IGrain Reference(Type interfaceType, IdSpan key) => (IGrain)(object)silo.Catalog.Bind(interfaceType).CreateReference(key);
}

using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Gates;

namespace MediaPipeline.Grains.Collections;

/// <summary>The gate of a collection's source.</summary>
internal static class SourceGate
{
    public static GateKind Kind { get; } = new("source:", typeof(ICollectionGrain));

    public static string Of(CollectionId collection) => Kind.Prefix + collection.Value;
}

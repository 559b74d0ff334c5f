using Orleans.Runtime;

namespace Orleans;

/// <summary>What can be asked of a grain or of a reference to one.</summary>
public static class GrainExtensions
{
    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        GrainReference reference => reference.GrainId,
        IGrainBase { GrainContext: { } context } => context.GrainId,
        _ => throw NotAGrain(grain),
    };

    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();

    public static long GetPrimaryKeyLong(this IAddressable grain) => grain.GetGrainId().TryGetIntegerKey(out var key)
        ? key
        : throw new InvalidOperationException($"Grain {grain.GetGrainId()} has no integer key.");

    /// <summary>A reference of another interface to the same grain; from within a grain, <c>this.AsReference&lt;IMine&gt;()</c> is what it hands to others.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain)
    {
        var reference = grain switch
        {
            GrainReference known => known,
            IGrainBase { GrainContext: { } context } => context.GrainReference,
            _ => throw NotAGrain(grain),
        };
        return (TGrainInterface)reference.Cast(typeof(TGrainInterface));
    }

    public static TGrainInterface Cast<TGrainInterface>(this IAddressable grain) => grain.AsReference<TGrainInterface>();

    private static ArgumentException NotAGrain(IAddressable? grain) =>
        new($"{grain?.GetType().FullName ?? "null"} is neither a reference nor a grain made by the runtime.", nameof(grain));
}

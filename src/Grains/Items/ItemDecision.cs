using MediaPipeline.Contracts.Commands;

namespace MediaPipeline.Grains.Items;

/// <summary>What the machine decides on an event.</summary>
internal abstract record ItemDecision<T>
    where T : ItemRecord
{
    private ItemDecision() { }

    /// <summary>Store this record and carry the effects out.</summary>
    internal sealed record Changed(T Record, IReadOnlyList<ItemEffect> Effects) : ItemDecision<T>;

    /// <summary>Nothing is to be stored; the effects clean up what a late duplicate may have left behind.</summary>
    internal sealed record Ignored(string Reason, IReadOnlyList<ItemEffect> Effects) : ItemDecision<T>;

    /// <summary>The state does not allow it.</summary>
    internal sealed record Refused(CommandResult Result) : ItemDecision<T>;
}

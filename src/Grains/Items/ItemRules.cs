using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Items.Stages;

namespace MediaPipeline.Grains.Items;

/// <summary>What a kind of item adds to <see cref="ItemMachine{T}"/>. Pure functions, as that one is.</summary>
internal abstract class ItemRules<T>
    where T : ItemRecord
{
    public abstract ItemKind Kind { get; }

    /// <summary>The next stage: by the kind's order, unless the kind decides otherwise.</summary>
    public virtual string NextStage(T record) => Kind.StageAfter(record.Stage);

    /// <summary>
    /// What a completed stage changes, besides its name, time and history, which are set in <paramref name="record"/> already. It may skip stages that are not
    /// needed by setting a later one.
    /// </summary>
    /// <param name="before">The record while the stage ran.</param>
    /// <param name="record">The record to complete.</param>
    /// <param name="result">The result of the stage.</param>
    public abstract (T Record, IEnumerable<ItemEffect> Effects) Complete(T before, T record, StageResult result, ItemContext context);

    /// <summary>Decides on events specific to the kind.</summary>
    public virtual ItemDecision<T> Decide(T record, ItemEvent happened, ItemContext context, ItemMachine<T> machine) =>
        throw new InvalidOperationException($"The rules of '{Kind.Name}' know no event {happened.GetType().Name}.");

    /// <summary>
    /// The stage that undoes the external effects of earlier ones, run before the item is failed, quarantined or skipped; null when there is nothing to undo.
    /// It is not one of the kind's stages, and <see cref="Complete"/> resets the record. Every attempt so far may have had effects, even one without an
    /// outcome.
    /// </summary>
    public virtual string? UndoStage(T record) => null;

    /// <summary>What an item gives up when it is failed, quarantined or skipped.</summary>
    public virtual (T Record, IEnumerable<ItemEffect> Effects) GiveUp(T record) => (record, []);

    /// <summary>When a failed item is tried once more by itself; null: never.</summary>
    public virtual DateTimeOffset? ExpiresAt(T failed, ItemContext context) => null;

    /// <summary>What an item becomes when its job is cancelled, if it was at its end before and can be so again; null: it is skipped.</summary>
    public virtual T? Restore(T record, ItemContext context) => null;

    /// <summary>What is to be done about the outcome of an attempt that is no longer the running one.</summary>
    public virtual IEnumerable<ItemEffect> CleanUpAfter(T record, StageOutcome late) => [];
}

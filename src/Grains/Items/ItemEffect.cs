using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Grains.Items;

/// <summary>A side effect of a decision, besides storing the record. A kind adds its own, which its grain carries out.</summary>
internal abstract record ItemEffect
{
    /// <summary>
    /// Whether it is carried out before the record is stored. All others are lost if the process dies right after the write: anything that must happen is a
    /// stage.
    /// </summary>
    public virtual bool BeforeWrite => false;

    /// <summary>Start the stage.</summary>
    internal sealed record RunStage(string Stage, int Attempt) : ItemEffect;

    /// <summary>Notify a job that the item has ended, or waits.</summary>
    internal sealed record NotifyJob(JobId JobId) : ItemEffect;

    /// <summary>Publish it in the event feed.</summary>
    /// <param name="Item">The item at that moment, if further decisions are stored with it; null: the item as it is stored.</param>
    internal sealed record Publish(string Event, ItemRecord? Item = null) : ItemEffect;
}

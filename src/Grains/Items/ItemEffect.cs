using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Grains.Items;

/// <summary>What is to be done about a decision, besides storing it. A kind adds its own, which its grain carries out.</summary>
internal abstract record ItemEffect
{
    /// <summary>
    /// Whether it comes before the record is stored. All others are lost when the process dies between the write and them: what must happen is a stage.
    /// </summary>
    public virtual bool BeforeWrite => false;

    /// <summary>Hand the stage out.</summary>
    internal sealed record RunStage(string Stage, int Attempt) : ItemEffect;

    /// <summary>Tell a job that the item has come to an end, or waits.</summary>
    internal sealed record NotifyJob(JobId JobId) : ItemEffect;

    /// <summary>Publish it in the event feed.</summary>
    /// <param name="Item">As it was then, when more was decided before it is stored; null: as it is stored.</param>
    internal sealed record Publish(string Event, ItemRecord? Item = null) : ItemEffect;
}

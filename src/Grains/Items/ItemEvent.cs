using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Items.Stages;

namespace MediaPipeline.Grains.Items;

/// <summary>What can happen to an item. A kind adds its own, which its rules decide on.</summary>
internal abstract record ItemEvent
{
    /// <summary>Its job lets it go on.</summary>
    internal sealed record Driven : ItemEvent;

    /// <summary>Its due time has come.</summary>
    internal sealed record Woken : ItemEvent;

    /// <summary>An attempt came back.</summary>
    internal sealed record StageEnded(int Attempt, StageOutcome Outcome) : ItemEvent;

    /// <summary>A person, or a job that takes it over, wants another try.</summary>
    internal sealed record RetryRequested(JobId? TakenOverBy) : ItemEvent;

    /// <summary>A person, or a job, does not want it done.</summary>
    internal sealed record SkipRequested(string Reason, JobId? TakenOverBy) : ItemEvent;

    /// <summary>Its job was cancelled.</summary>
    internal sealed record Cancelled(string Reason) : ItemEvent;

    /// <summary>A person answered the question that it waits with.</summary>
    internal sealed record Answered(string Choice) : ItemEvent;
}

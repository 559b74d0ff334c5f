using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Items.Stages;

namespace MediaPipeline.Grains.Items;

/// <summary>What can happen to an item. A kind adds its own, which its rules decide on.</summary>
internal abstract record ItemEvent
{
    /// <summary>Its job drives it.</summary>
    internal sealed record Driven : ItemEvent;

    /// <summary>Its due time has come.</summary>
    internal sealed record Woken : ItemEvent;

    /// <summary>An attempt has an outcome.</summary>
    internal sealed record StageEnded(int Attempt, StageOutcome Outcome) : ItemEvent;

    /// <summary>A user, or a job that takes it over, requests another try.</summary>
    internal sealed record RetryRequested(JobId? TakenOverBy) : ItemEvent;

    /// <summary>A user, or a job, skips it.</summary>
    internal sealed record SkipRequested(string Reason, JobId? TakenOverBy) : ItemEvent;

    /// <summary>Its job was cancelled.</summary>
    internal sealed record Cancelled(string Reason) : ItemEvent;

    /// <summary>A user answered its question.</summary>
    internal sealed record Answered(string Choice) : ItemEvent;
}

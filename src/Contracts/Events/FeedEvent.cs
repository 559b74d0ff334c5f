using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Contracts.Events;

/// <summary>Something that happened, as the event feed carries it.</summary>
/// <param name="Name">One of <see cref="FeedEvents"/>.</param>
/// <param name="JobId">The job that it belongs to.</param>
/// <param name="ItemId">The item concerned, where it is about one.</param>
/// <param name="Json">The payload: the job for <c>job.*</c>, the item for <c>item.*</c>.</param>
[GenerateSerializer, Immutable, Alias("FeedEvent")]
public sealed record FeedEvent(
    [property: Id(0)] string Name, [property: Id(1)] JobId? JobId, [property: Id(2)] string? ItemId, [property: Id(3)] string Json);

/// <summary>The names of events.</summary>
public static class FeedEvents
{
    public const string JobCreated = "job.created";
    public const string JobStarted = "job.started";

    /// <summary>At most twice a second for a job.</summary>
    public const string JobProgress = "job.progress";
    public const string JobWaiting = "job.waiting";
    public const string JobCompleted = "job.completed";
    public const string JobFailed = "job.failed";

    /// <summary>More than 10 % of a job's items failed.</summary>
    public const string JobAlert = "job.alert";
    public const string ItemFailed = "item.failed";

    /// <summary>An item completed a stage; sent only to those who ask for items.</summary>
    public const string ItemStage = "item.stage";

    /// <summary>The feed no longer has the event that the client wanted to continue from: read the state again with GET.</summary>
    public const string Reset = "reset";
}

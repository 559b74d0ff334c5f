namespace MediaPipeline.Contracts.Jobs;

/// <summary>The state of a job. Stored and sent by name.</summary>
[GenerateSerializer, Alias("JobState")]
public enum JobState
{
    /// <summary>Not begun.</summary>
    Queued,

    /// <summary>Running.</summary>
    Running,

    /// <summary>It waits for an answer (<c>question</c>) or a resource (<c>waitingFor</c>).</summary>
    Waiting,

    /// <summary>Paused by a user, or because it made no progress for ten minutes.</summary>
    Paused,

    /// <summary>Every item is live, unchanged, skipped or missing.</summary>
    Completed,

    /// <summary>Ended, with items that failed. It becomes completed when none of them is failed any more.</summary>
    CompletedWithErrors,

    /// <summary>The job as a whole failed.</summary>
    Failed,

    /// <summary>Cancelled by a user.</summary>
    Cancelled,
}

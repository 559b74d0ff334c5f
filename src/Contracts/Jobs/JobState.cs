namespace MediaPipeline.Contracts.Jobs;

/// <summary>Where a job stands. Stored and sent by name.</summary>
[GenerateSerializer, Alias("JobState")]
public enum JobState
{
    /// <summary>Not begun.</summary>
    Queued,

    /// <summary>At work.</summary>
    Running,

    /// <summary>It waits for an answer (<c>question</c>) or a resource (<c>waitingFor</c>).</summary>
    Waiting,

    /// <summary>Paused by a person, or because it made no progress for ten minutes.</summary>
    Paused,

    /// <summary>Every item is live, unchanged, skipped or missing.</summary>
    Completed,

    /// <summary>At the end, with items that failed. It becomes completed when none is failed any more.</summary>
    CompletedWithErrors,

    /// <summary>It could not do its work at all.</summary>
    Failed,

    /// <summary>Ended by a person.</summary>
    Cancelled,
}

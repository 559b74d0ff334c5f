namespace MediaPipeline.Contracts.Jobs;

/// <summary>What a job does.</summary>
[GenerateSerializer, Alias("JobType")]
public enum JobType
{
    /// <summary>Takes in what is new, changed or gone in a collection, and makes renditions.</summary>
    ScanCollection,

    /// <summary>Takes away a collection and all we made for it.</summary>
    DeleteCollection,

    /// <summary>Tries again what matches a filter.</summary>
    RetryItems,

    /// <summary>Skips what matches a filter.</summary>
    SkipItems,

    /// <summary>Compares what the states name in a cache folder with its disk; what is lost is made again.</summary>
    Reconcile,

    /// <summary>Looks for files of ours in a cache folder that no state names, and deletes them.</summary>
    CleanOrphans,

    /// <summary>Moves what lies in a cache folder to other ones.</summary>
    Drain,
}

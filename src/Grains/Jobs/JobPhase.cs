namespace MediaPipeline.Grains.Jobs;

/// <summary>What a job is at. Stored by name.</summary>
[GenerateSerializer, Alias("JobPhase")]
public enum JobPhase
{
    /// <summary>Reads its source page by page and stores rows.</summary>
    Reading,

    /// <summary>Reads once more, only to mark what is gone.</summary>
    MarkingMissing,

    /// <summary>All is read: drives what is not at rest.</summary>
    Driving,

    /// <summary>Lets what failed, or what a filter names, be tried again or skipped, one by one.</summary>
    Retrying,

    /// <summary>Skips what has not begun.</summary>
    Cancelling,

    /// <summary>Takes away what we made.</summary>
    Deleting,

    /// <summary>Compares what states name in a cache folder with its disk, and sends what is lost through its stages again.</summary>
    Checking,

    /// <summary>Counts what lies in a cache folder.</summary>
    Measuring,

    /// <summary>Counts orphaned files, deletes none.</summary>
    Counting,

    /// <summary>Deletes orphaned files.</summary>
    Cleaning,

    /// <summary>Moves what lies in a cache folder to other ones.</summary>
    Moving,

    /// <summary>Deletes what moving left behind where it was cut off.</summary>
    Sweeping,

    /// <summary>At its end.</summary>
    Done,
}

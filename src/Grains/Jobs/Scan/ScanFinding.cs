namespace MediaPipeline.Grains.Jobs.Scan;

/// <summary>What a scan finds at one step.</summary>
internal enum ScanFinding
{
    New,
    Changed,
    Unchanged,

    /// <summary>Looks unchanged, and is to be read again.</summary>
    Unverified,

    /// <summary>Stored by this job itself, before a restart or in an earlier walk.</summary>
    OfThisJob,

    /// <summary>Still being written: for a later walk.</summary>
    Growing,
    Vanished,

    /// <summary>The failure of an archive that can be opened now, or is gone: no picture is lost with it.</summary>
    FailureGone,

    /// <summary>Missing already, or in a folder that could not be listed.</summary>
    Kept,

    /// <summary>Not a picture.</summary>
    NoPicture,
}

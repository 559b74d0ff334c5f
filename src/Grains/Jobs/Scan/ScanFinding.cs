namespace MediaPipeline.Grains.Jobs.Scan;

/// <summary>What a scan makes of one step.</summary>
internal enum ScanFinding
{
    New,
    Changed,
    Unchanged,

    /// <summary>Stored by this very job, before a restart or a second walk.</summary>
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

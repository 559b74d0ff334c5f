namespace MediaPipeline.Grains.Jobs;

/// <summary>What a scan makes of one step.</summary>
internal enum Look
{
    New,
    Changed,
    Unchanged,

    /// <summary>Taken in by this very job, before a restart or a second look.</summary>
    OfThisJob,

    /// <summary>Still being written: for a later look.</summary>
    Growing,
    Vanished,

    /// <summary>The failure of an archive that can be opened now, or is gone: no picture is lost with it.</summary>
    Mended,

    /// <summary>Missing already, or in a folder that could not be listed.</summary>
    Kept,

    /// <summary>Not a picture.</summary>
    Aside,
}

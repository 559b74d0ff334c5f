namespace MediaPipeline.Grains.Jobs;

/// <summary>What a job is at, as it is stored: those that jobs of every kind can be at. Each kind has its own besides.</summary>
internal static class JobPhases
{
    /// <summary>Its own steps are done: drives those of its items that are not done.</summary>
    public const string Driving = "driving";

    /// <summary>Lets what failed, or what a filter names, be tried again or skipped, one by one.</summary>
    public const string Retrying = "retrying";

    /// <summary>Skips what has not begun.</summary>
    public const string Cancelling = "cancelling";

    /// <summary>At its end.</summary>
    public const string Done = "done";
}

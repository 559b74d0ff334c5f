namespace MediaPipeline.Grains.Jobs;

/// <summary>The phases that jobs of every kind can be in, as stored. Each kind adds its own.</summary>
internal static class JobPhases
{
    /// <summary>Its own steps are done: drives its items that have not ended.</summary>
    public const string Driving = "driving";

    /// <summary>Retries or skips failed items, or those that match a filter, one by one.</summary>
    public const string Retrying = "retrying";

    /// <summary>Skips items that have not begun.</summary>
    public const string Cancelling = "cancelling";

    /// <summary>Ended.</summary>
    public const string Done = "done";
}

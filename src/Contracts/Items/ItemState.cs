namespace MediaPipeline.Contracts.Items;

/// <summary>The state of an item. Stored and sent by name.</summary>
[GenerateSerializer, Alias("ItemState")]
public enum ItemState
{
    /// <summary>Its next stage has not begun.</summary>
    Pending,

    /// <summary>An attempt at its next stage is running.</summary>
    Running,

    /// <summary>It waits for a time, an answer or a resource; <c>waitingFor</c> says which.</summary>
    Waiting,

    /// <summary>All stages are completed.</summary>
    Live,

    /// <summary>A stage, a user or a cancelled job decided not to process it.</summary>
    Skipped,

    /// <summary>Its last try failed, or another try could not help.</summary>
    Failed,

    /// <summary>It killed its worker twice.</summary>
    Quarantined,

    /// <summary>Its source is no longer there.</summary>
    Missing,
}

namespace MediaPipeline.Contracts.Items;

/// <summary>Where an item stands. Stored and sent by name.</summary>
[GenerateSerializer, Alias("ItemState")]
public enum ItemState
{
    /// <summary>Its next stage has not begun.</summary>
    Pending,

    /// <summary>A stage works on it.</summary>
    Running,

    /// <summary>It waits for a time, a person or a resource; <c>waitingFor</c> says which.</summary>
    Waiting,

    /// <summary>All stages are done.</summary>
    Live,

    /// <summary>A stage or a person decided that it is not to be done.</summary>
    Skipped,

    /// <summary>Its last try failed, or another try could not help.</summary>
    Failed,

    /// <summary>It killed its worker twice.</summary>
    Quarantined,

    /// <summary>Its source is no longer there.</summary>
    Missing,
}

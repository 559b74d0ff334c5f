namespace MediaPipeline.Contracts.Collections;

/// <summary>Whether a collection is in use or being deleted.</summary>
[GenerateSerializer, Alias("CollectionLifecycle")]
public enum CollectionLifecycle
{
    /// <summary>In use.</summary>
    Active,

    /// <summary>Stored first when it is deleted: no new work starts, and its renditions are removed.</summary>
    Deleting,
}

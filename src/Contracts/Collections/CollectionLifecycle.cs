namespace MediaPipeline.Contracts.Collections;

/// <summary>Whether a collection is in use or on its way out.</summary>
[GenerateSerializer, Alias("CollectionLifecycle")]
public enum CollectionLifecycle
{
    /// <summary>In use.</summary>
    Active,

    /// <summary>Stored first when a person deletes it: no work starts any more, and what we made goes.</summary>
    Deleting,
}

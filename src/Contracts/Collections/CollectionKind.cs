namespace MediaPipeline.Contracts.Collections;

/// <summary>What a collection is read from.</summary>
[GenerateSerializer, Alias("CollectionKind")]
public enum CollectionKind
{
    /// <summary>A folder, with all that lies below it.</summary>
    Folder,

    /// <summary>One archive.</summary>
    Archive,
}

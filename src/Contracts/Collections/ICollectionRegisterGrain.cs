namespace MediaPipeline.Contracts.Collections;

/// <summary>The single grain (key 0) that adds collections, so that no two of them overlap.</summary>
[Alias("ICollectionRegisterGrain")]
public interface ICollectionRegisterGrain : IGrainWithIntegerKey
{
    /// <summary>Adds the folder or archive and scans it at once; an existing one is returned unchanged, and scanned again only on request.</summary>
    [Alias("Add")]
    Task<AddCollectionResult> Add(AddCollectionRequest request);
}

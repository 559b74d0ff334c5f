namespace MediaPipeline.Contracts.Collections;

/// <summary>The one place (key 0) where collections come into being, so that no two of them overlap.</summary>
[Alias("ICollectionRegisterGrain")]
public interface ICollectionRegisterGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Adds the folder or archive and scans it at once; one that is there already is returned as it is, its scan started again only when asked for.
    /// </summary>
    [Alias("Add")]
    Task<AddCollectionResult> Add(AddCollectionRequest request);
}

using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Contracts.CacheFolders;

/// <param name="Path">Absolute path; created when only its last part is missing.</param>
/// <param name="MaxBytes">Most bytes of renditions; null for no limit but the disk's.</param>
/// <param name="Weight">Its share of new collections, relative to the other weights.</param>
[GenerateSerializer, Immutable, Alias("AddCacheFolderRequest")]
public sealed record AddCacheFolderRequest([property: Id(0)] string Path, [property: Id(1)] long? MaxBytes = null, [property: Id(2)] int Weight = 1);

/// <param name="Created">False when there was one at that path already.</param>
[GenerateSerializer, Immutable, Alias("AddCacheFolderResult")]
public sealed record AddCacheFolderResult(
    [property: Id(0)] CommandResult Result, [property: Id(1)] CacheFolderId? Id = null, [property: Id(2)] bool Created = false);

/// <summary>What is null stays as it is.</summary>
/// <param name="MaxBytes">Most bytes of renditions; 0 for no limit but the disk's.</param>
/// <param name="Draining">True: it gets no new collections, and its renditions are moved to other folders.</param>
[GenerateSerializer, Immutable, Alias("ConfigureCacheFolderRequest")]
public sealed record ConfigureCacheFolderRequest(
    [property: Id(0)] CacheFolderId Id, [property: Id(1)] long? MaxBytes = null, [property: Id(2)] int? Weight = null, [property: Id(3)] bool? Draining = null);

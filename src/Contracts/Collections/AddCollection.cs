using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Contracts.Collections;

/// <param name="Path">Absolute path of a folder or an archive.</param>
/// <param name="Name">Display name; the last part of the path when null.</param>
[GenerateSerializer, Immutable, Alias("AddCollectionRequest")]
public sealed record AddCollectionRequest([property: Id(0)] string Path, [property: Id(1)] string? Name = null, [property: Id(2)] int Priority = 5);

/// <param name="Created">False when there was one at that path already.</param>
/// <param name="JobId">The scan that was started, or is running.</param>
[GenerateSerializer, Immutable, Alias("AddCollectionResult")]
public sealed record AddCollectionResult(
    [property: Id(0)] CommandResult Result, [property: Id(1)] CollectionId? Id = null, [property: Id(2)] bool Created = false,
        [property: Id(3)] JobId? JobId = null);

/// <param name="JobId">The job that does it: the one already running, if there was one.</param>
[GenerateSerializer, Immutable, Alias("JobStartedResult")]
public sealed record JobStartedResult([property: Id(0)] CommandResult Result, [property: Id(1)] JobId? JobId = null);

namespace MediaPipeline.Contracts.Jobs;

/// <summary>What a job over a cache folder has found and done so far. Figures that do not apply to its kind stay 0.</summary>
/// <param name="Checked">Pictures of which the renditions were compared with the disk (reconcile).</param>
/// <param name="Lost">Pictures of which renditions were missing or of another length, and are rendered again (reconcile, drain).</param>
/// <param name="NamedFiles">Renditions in the folder according to the stored pictures, counted at the end (reconcile).</param>
/// <param name="NamedBytes">Their bytes.</param>
/// <param name="DiskFiles">Files found in the folder that have the name of a rendition (reconcile, cleanOrphans; drain: at its end).</param>
/// <param name="DiskBytes">Their bytes.</param>
/// <param name="TemporaryFiles">Temporary files of dead processes that were deleted (reconcile).</param>
/// <param name="OrphanFiles">Such files, old enough, that no stored picture refers to (cleanOrphans; drain: left behind by a crash).</param>
/// <param name="OrphanBytes">Their bytes.</param>
/// <param name="DeletedFiles">Of these, those that were deleted.</param>
/// <param name="DeletedBytes">Their bytes.</param>
/// <param name="DeletedDirectories">Empty directories of collections that were deleted.</param>
/// <param name="MovedPictures">Pictures whose renditions were moved (drain).</param>
/// <param name="MovedBytes">Their bytes.</param>
[GenerateSerializer, Immutable, Alias("FolderReport")]
public sealed record FolderReport(
    [property: Id(0)] long Checked = 0,
    [property: Id(1)] long Lost = 0,
    [property: Id(2)] long NamedFiles = 0,
    [property: Id(3)] long NamedBytes = 0,
    [property: Id(4)] long DiskFiles = 0,
    [property: Id(5)] long DiskBytes = 0,
    [property: Id(6)] long TemporaryFiles = 0,
    [property: Id(7)] long OrphanFiles = 0,
    [property: Id(8)] long OrphanBytes = 0,
    [property: Id(9)] long DeletedFiles = 0,
    [property: Id(10)] long DeletedBytes = 0,
    [property: Id(11)] long DeletedDirectories = 0,
    [property: Id(12)] long MovedPictures = 0,
    [property: Id(13)] long MovedBytes = 0);

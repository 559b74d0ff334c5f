using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MediaPipeline.Api.Problems;
using MediaPipeline.Contracts.CacheFolders;
using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Api.CacheFolders;

/// <summary>What <c>PATCH /api/v1/cache-folders/{id}</c> takes; what is left out stays as it is.</summary>
internal sealed record ChangeCacheFolderBody(
    [property: Range(0, FolderLimits.MostBytes), Description("Most bytes of renditions; 0 for no limit but the disk's.")] long? MaxBytes = null,
    [property: Range(FolderLimits.LeastWeight, FolderLimits.MostWeight),
        Description("Its share of new collections, relative to the other weights.")] int? Weight = null,
    [property: Description("true: it gets no new collections, and its renditions are moved to other folders; false: it is used again.")] bool? Draining = null)
{
    public ConfigureCacheFolderRequest ToRequest(CacheFolderId id) => MaxBytes is null && Weight is null && Draining is null
        ? throw RequestRejectedException.BadRequest(ProblemCodes.FieldMissing, "Nothing is to be changed: give 'maxBytes', 'weight' or 'draining'.")
        : new ConfigureCacheFolderRequest(id, FolderLimits.CheckBytes(MaxBytes), FolderLimits.CheckWeight(Weight), Draining);
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MediaPipeline.Api.Problems;
using MediaPipeline.Api.Requests;
using MediaPipeline.Contracts.CacheFolders;

namespace MediaPipeline.Api.CacheFolders;

/// <summary>What <c>POST /api/v1/cache-folders</c> takes.</summary>
internal sealed record AddCacheFolderBody(
    [property: Required, Description("Absolute path, on the server, of a folder; it is created when only its last part is missing.")] string? Path,
    [property: Range(0, FolderLimits.MostBytes), Description("Most bytes of renditions; 0 or left out for no limit but the disk's.")] long? MaxBytes = null,
    [property: Range(FolderLimits.LeastWeight, FolderLimits.MostWeight),
        Description("Its share of new collections, relative to the other weights; 1 when left out.")] int? Weight = null)
{
    public AddCacheFolderRequest ToRequest()
    {
        if (string.IsNullOrWhiteSpace(Path))
        {
            throw RequestRejectedException.BadRequest(
                ProblemCodes.FieldMissing, "The field 'path' is missing: give the absolute path of a folder on the server.");
        }

        TextField.Check(Path, "path");

        return new AddCacheFolderRequest(Path, FolderLimits.CheckBytes(MaxBytes), FolderLimits.CheckWeight(Weight) ?? FolderLimits.LeastWeight);
    }
}

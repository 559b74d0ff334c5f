using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MediaPipeline.Api.Jobs;
using MediaPipeline.Api.Problems;
using MediaPipeline.Api.Requests;
using MediaPipeline.Contracts.Collections;

namespace MediaPipeline.Api.Collections;

/// <summary>What <c>POST /api/v1/collections</c> takes.</summary>
internal sealed record AddCollectionBody(
    [property: Required, Description("Absolute path, on the server, of a folder or an archive.")] string? Path,
    [property: Description("Display name; the last part of the path when left out.")] string? Name = null,
    [property: Range(JobPriority.First, JobPriority.Last), Description("Of the scan: 1 (first) to 9; 5 when left out.")] int? Priority = null)
{
    private const int MaxNameLength = 200;

    public AddCollectionRequest ToRequest()
    {
        if (string.IsNullOrWhiteSpace(Path))
        {
            throw RequestRejectedException.BadRequest(
                ProblemCodes.FieldMissing, "The field 'path' is missing: give the absolute path of a folder or an archive on the server.");
        }

        TextField.Check(Path, "path");

        if (Name?.Length > MaxNameLength)
        {
            throw RequestRejectedException.BadRequest(
                ProblemCodes.InvalidField, $"The field 'name' has {Name.Length} characters: at most {MaxNameLength} are taken.");
        }

        return new AddCollectionRequest(Path, string.IsNullOrWhiteSpace(Name) ? null : Name.Trim(), JobPriority.Check(Priority));
    }
}

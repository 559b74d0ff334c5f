using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MediaPipeline.Api.Problems;
using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Api.Media;

/// <summary>What <c>POST /api/v1/media/{id}/merge</c> takes.</summary>
internal sealed record MergeBody([property: Required, Description("The id of the title that it is the same as, and that stays.")] string? Into)
{
    public MediaId Check() => EntityId.TryParse<MediaId>(Into, out var id)
        ? id
        : throw RequestRejectedException.BadRequest(
            ProblemCodes.InvalidField, $"The field 'into' cannot be '{Into}': give the id of a title, which begins with {MediaId.Prefix}.");
}

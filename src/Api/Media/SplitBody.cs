using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MediaPipeline.Api.Problems;

namespace MediaPipeline.Api.Media;

/// <summary>What <c>POST /api/v1/media/{id}/split</c> takes.</summary>
internal sealed record SplitBody(
    [property: Required, Description("Some of the sources of the title, such as anilist:1535, which are about another one.")] IReadOnlyList<string>? Sources)
{
    public IReadOnlyList<string> Check() => Sources is { Count: > 0 }
        ? Sources
        : throw RequestRejectedException.BadRequest(ProblemCodes.FieldMissing, "The field 'sources' is missing: name some of the sources of the title.");
}

using MediaPipeline.Api.Problems;
using MediaPipeline.Contracts.Media;
using Microsoft.AspNetCore.Http;

namespace MediaPipeline.Api.Media;

/// <summary>The revision of a title as an entity tag: a change that names it is refused when the title was changed since.</summary>
internal static class MediaRevision
{
    public static IResult Show(MediaView title, HttpResponse response)
    {
        response.Headers.ETag = $"\"{title.Revision}\"";
        return TypedResults.Ok(title);
    }

    /// <summary>The revision that the caller has read; null when it does not say, or any will do.</summary>
    public static int? Expected(HttpRequest request) => request.Headers.IfMatch.ToString() switch
    {
        "" or "*" => null,
        var tag when tag.Length > 2 && tag[0] == '"' && int.TryParse(tag[1..^1], out var revision) => revision,
        var tag => throw RequestRejectedException.BadRequest(
            ProblemCodes.InvalidField, $"The header If-Match cannot be {tag}: give the ETag of the title as it was read, for example \"3\"."),
    };
}

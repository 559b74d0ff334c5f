using MediaPipeline.Api.Requests;
using Microsoft.AspNetCore.Http;

namespace MediaPipeline.Api.Problems;

/// <summary>Problem details for a bare status set by the framework.</summary>
internal static class StatusProblems
{
    public static ProblemResult Of(int status, HttpContext context)
    {
        var request = context.Request;
        return status switch
        {
            StatusCodes.Status400BadRequest => new(
                status, ProblemCodes.MalformedRequest, "The request could not be read: /openapi/v1.json describes what is expected."),
            StatusCodes.Status404NotFound => new(status, ProblemCodes.NotFound, $"There is nothing at '{request.Path}': /openapi/v1.json lists what there is."),
            StatusCodes.Status405MethodNotAllowed => new(
                status, ProblemCodes.MethodNotAllowed, $"{request.Method} is not possible at '{request.Path}': use {context.Response.Headers.Allow}."),
            StatusCodes.Status413PayloadTooLarge => new(
                status, ProblemCodes.BodyTooLarge, $"The body is too large: at most {BodyLimit.MaxBytes} bytes are taken."),
            StatusCodes.Status415UnsupportedMediaType => new(
                status, ProblemCodes.UnsupportedMediaType, "The body must be JSON: send it with 'Content-Type: application/json'."),
            StatusCodes.Status416RangeNotSatisfiable => new(
                status, "rangeNotSatisfiable", $"The file has no bytes in the range '{request.Headers.Range}': Content-Range says how long it is."),
            _ => new(status, "http" + status.ToString(System.Globalization.CultureInfo.InvariantCulture),
                $"{request.Method} '{request.Path}' ended with status {status}."),
        };
    }
}

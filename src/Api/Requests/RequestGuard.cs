using MediaPipeline.Api.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MediaPipeline.Api.Requests;

/// <summary>
/// Refuses bodies that are too large, and bodies that are not JSON wherever they are sent: a form on another site can send any type but JSON without a
/// preflight request.
/// </summary>
internal sealed class RequestGuard(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.ContentLength > BodyLimit.MaxBytes)
        {
            return StatusProblems.Of(StatusCodes.Status413PayloadTooLarge, context).ExecuteAsync(context);
        }

        if (!string.IsNullOrEmpty(request.ContentType) && !request.HasJsonContentType())
        {
            return StatusProblems.Of(StatusCodes.Status415UnsupportedMediaType, context).ExecuteAsync(context);
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = BodyLimit.MaxBytes;
        }

        return next(context);
    }
}

using MediaPipeline.Contracts.Tracing;
using Microsoft.AspNetCore.Http;

namespace MediaPipeline.Api.Tracing;

/// <summary>Lets what a request asks of grains belong to the request's trace, when that is recorded.</summary>
internal sealed class TraceMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (PipelineTrace.OfActivity is { } traceParent)
        {
            PipelineTrace.Carry(traceParent);
        }

        return next(context);
    }
}

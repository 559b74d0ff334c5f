using MediaPipeline.Contracts.Tracing;
using Microsoft.AspNetCore.Http;

namespace MediaPipeline.Api.Tracing;

/// <summary>Passes the request's trace on to its grain calls, if it is recorded.</summary>
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

using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MediaPipeline.Api.Problems;

/// <summary>Answers every exception with a problem.</summary>
internal sealed partial class ProblemExceptionHandler(IHostApplicationLifetime lifetime, ILogger<ProblemExceptionHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var (problem, request) = (ExceptionProblems.Of(exception, httpContext, lifetime.ApplicationStopping), httpContext.Request);
        if (problem.Problem.TraceId is { } traceId)
        {
            LogUnexpected(exception, request.Method, request.Path.Value, traceId);
        }
        else
        {
            LogRefused(request.Method, request.Path.Value, problem.Problem.Code, problem.Problem.Detail);
        }

        await problem.ExecuteAsync(httpContext);
        return true;
    }
}

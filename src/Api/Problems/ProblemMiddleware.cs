using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MediaPipeline.Api.Problems;

/// <summary>Turns exceptions, and error statuses without a body, into problems.</summary>
internal sealed partial class ProblemMiddleware(RequestDelegate next, IHostApplicationLifetime lifetime, ILogger<ProblemMiddleware> logger)
{
    private const int ClientClosedRequest = 499;

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            SetStatus(context, ClientClosedRequest);
            return;
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, exception);
            return;
        }

        // A range that the file does not have leaves the file's type behind.
        if (context.Response is { HasStarted: false, StatusCode: StatusCodes.Status416RangeNotSatisfiable } or { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
        {
            await StatusProblems.Of(context.Response.StatusCode, context).ExecuteAsync(context);
        }
    }

    private async Task AnswerAsync(HttpContext context, Exception exception)
    {
        var problem = ExceptionProblems.Of(exception, context, lifetime.ApplicationStopping);
        if (problem.Problem.TraceId is { } traceId)
        {
            LogUnexpected(exception, context.Request.Method, context.Request.Path.Value, traceId);
        }
        else
        {
            LogRefused(context.Request.Method, context.Request.Path.Value, problem.Problem.Code, problem.Problem.Detail);
        }

        context.Response.Clear();
        await problem.ExecuteAsync(context);
    }

    private static void SetStatus(HttpContext context, int status)
    {
        if (!context.Response.HasStarted)
        {
            context.Response.StatusCode = status;
        }
    }
}

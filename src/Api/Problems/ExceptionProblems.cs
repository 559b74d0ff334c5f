using System.Diagnostics;
using System.Text.Json;
using MediaPipeline.Contracts.Commands;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace MediaPipeline.Api.Problems;

/// <summary>The one place where an exception becomes a problem. Only messages written for callers are shown.</summary>
internal static class ExceptionProblems
{
    private static readonly TimeSpan RetrySoon = TimeSpan.FromSeconds(5);

    public static ProblemResult Of(Exception exception, HttpContext context, CancellationToken stopping) => exception switch
    {
        RequestRejectedException rejected => rejected.Problem,
        BadHttpRequestException bad => OfBadRequest(bad, context),
        _ when FindFailure(exception) is { } failure => failure,
        TimeoutException => new(503, ProblemCodes.TimedOut,
            "The server is too busy to answer in time. What was asked for may still be done: look before you ask again.")
        { RetryAfter = RetrySoon },
        OperationCanceledException when stopping.IsCancellationRequested =>
            new(503, ProblemCodes.ShuttingDown, "The server is shutting down: ask again when it is back.") { RetryAfter = RetrySoon },
        _ => Unexpected(context),
    };

    private static ProblemResult OfBadRequest(BadHttpRequestException bad, HttpContext context)
    {
        if (bad.StatusCode != 400)
        {
            return StatusProblems.Of(bad.StatusCode, context);
        }

        // Kestrel's own kind, which derives from it, is about the request as such.
        var isBinding = bad.GetType() == typeof(BadHttpRequestException);
        return bad.InnerException switch
        {
            JsonException json => JsonProblems.Of(
                json, context.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType),
            null when isBinding => new(400, ProblemCodes.BodyMissing, "The request has no body, or null for one: send a JSON object."),
            _ => StatusProblems.Of(400, context),
        };
    }

    private static ProblemResult? FindFailure(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is ICommandFailure failure)
            {
                return failure.Result.ToProblem();
            }
        }

        return null;
    }

    private static ProblemResult Unexpected(HttpContext context)
    {
        var traceId = Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;
        const string detail = "Something went wrong inside the server, and its log says what: look there for the traceId.";
        var problem = new ProblemResult(500, ProblemCodes.Internal, detail);
        return new(500, ProblemCodes.Internal, detail) { Problem = problem.Problem with { TraceId = traceId } };
    }
}

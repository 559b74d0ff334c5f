using System.Globalization;
using System.Text.Json;
using MediaPipeline.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace MediaPipeline.Api.Problems;

/// <summary>Answers with <c>application/problem+json</c>; never kept by a cache.</summary>
internal sealed class ProblemResult(int status, string code, string detail) : IResult, IStatusCodeHttpResult, IContentTypeHttpResult
{
    public const string MediaType = "application/problem+json";

    public ApiProblem Problem { get; init; } = new("about:blank", ReasonPhrases.GetReasonPhrase(status), status, code, detail);

    /// <summary>When another try is worth it.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public int? StatusCode => status;

    public string ContentType => MediaType;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = MediaType;
        response.Headers.CacheControl = "no-store";
        if (RetryAfter is { } after)
        {
            response.Headers.RetryAfter = ((int)Math.Ceiling(after.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(Problem, ContractJson.Options);
        response.ContentLength = json.Length;
        return HttpMethods.IsHead(httpContext.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(json, httpContext.RequestAborted).AsTask();
    }

    public static ProblemResult NotFound(string detail) => new(StatusCodes.Status404NotFound, ProblemCodes.NotFound, detail);
}

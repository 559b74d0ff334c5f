using MediaPipeline.Api.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MediaPipeline.Api.Requests;

internal static class EndpointConventions
{
    /// <summary>GET and HEAD.</summary>
    public static string[] ReadMethods { get; } = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Name, summary and tag of an operation, and the statuses of the problems that it may end with.</summary>
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder endpoint, string name, string summary, params int[] problems)
    {
        endpoint.WithName(name).WithSummary(summary);
        foreach (var status in problems)
        {
            endpoint.Produces<ApiProblem>(status, ProblemResult.MediaType);
        }

        return endpoint;
    }
}

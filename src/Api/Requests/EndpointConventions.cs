using MediaPipeline.Api.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MediaPipeline.Api.Requests;

internal static class EndpointConventions
{
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

    /// <summary>GET and HEAD.</summary>
    public static RouteHandlerBuilder MapRead(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapMethods(pattern, [HttpMethods.Get, HttpMethods.Head], handler);
}

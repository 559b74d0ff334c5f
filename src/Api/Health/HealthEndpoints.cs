using MediaPipeline.Api.Access;
using MediaPipeline.Api.Requests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MediaPipeline.Api.Health;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: every part of it can do its work.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/health").WithTags("Health").AllowAnonymous();
        group.MapMethods("/live", EndpointConventions.ReadMethods, Live).Describe("getLive", "The process answers.").Produces<HealthView>();
        group.MapMethods("/ready", EndpointConventions.ReadMethods, Ready).Describe(
            "getReady", "Whether every part of the server is ready; where keys are needed, a caller without one gets only the status.")
            .Produces<HealthView>().Produces<HealthView>(StatusCodes.Status503ServiceUnavailable);
    }

    private static IResult Live(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new HealthView(HealthView.NameOf(HealthStatus.Healthy)));
    }

    private static async Task<IResult> Ready(
        HttpContext context, HealthCheckService checks, IAuthorizationService authorization, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        var report = await checks.CheckHealthAsync(cancellationToken);
        var mayRead = (await authorization.AuthorizeAsync(context.User, context, Scopes.Read)).Succeeded;
        var view = mayRead ? HealthView.Of(report) : new HealthView(HealthView.NameOf(report.Status));
        return TypedResults.Json(view, statusCode: report.Status is HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
    }
}

using MediaPipeline.Api.Access;
using Orleans.Dashboard;

namespace MediaPipeline.Silo.Cluster;

/// <summary>Orleans' dashboard at <c>/dashboard/</c>; like every page it asks for a key wherever keys are needed.</summary>
internal static class DashboardPages
{
    private const string Root = "/dashboard";
    private const string LogStream = Root + "/Trace";

    // Calls whatever methods of a grain return a state.
    private const string GrainState = Root + "/GrainState";

    // All that it loads is its own. Its style sheet holds a font, and what it draws carries its styles: bars, gauges, the diagram of a silo's lifecycle. Scripts are files only.
    private const string Policy =
        "default-src 'none'; script-src 'self'; connect-src 'self'; font-src 'self' data:; img-src 'self'; style-src 'self' 'unsafe-inline'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void MapDashboard(this WebApplication app)
    {
        IEndpointConventionBuilder pages = app.MapOrleansDashboard(Root).ExcludeFromDescription().AddEndpointFilter(PrepareAsync);
        pages.Add(endpoint =>
        {
            if (endpoint is RouteEndpointBuilder { RoutePattern.RawText: LogStream or GrainState })
            {
                endpoint.NeedsAdminKey();
            }
        });
    }

    private static async ValueTask<object?> PrepareAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var context = call.HttpContext;
        context.Response.Headers.ContentSecurityPolicy = Policy;
        if (context.GetEndpoint() is not RouteEndpoint { RoutePattern.RawText: LogStream })
        {
            return await next(call);
        }

        // It runs for an hour and says nothing of its type; a proxy would gather it, and a stopping server wait for it.
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        context.RequestAborted = ended.Token;
        return await next(call);
    }
}

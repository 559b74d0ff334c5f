using MediaPipeline.Api.Access;
using Orleans.Dashboard;

namespace MediaPipeline.Silo.Cluster;

/// <summary>Orleans' dashboard at <c>/dashboard</c>. It shows the state of any grain and what every silo logs, so it is for administrators.</summary>
internal static class DashboardPages
{
    // Its charts and its icons set styles of elements, and its stylesheet has pictures and fonts in it.
    private const string Policy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void MapDashboard(this WebApplication app) => app.MapOrleansDashboard("/dashboard").ExcludeFromDescription().RequireAdmin().AddEndpointFilter(SetPolicyAsync);

    private static ValueTask<object?> SetPolicyAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        context.HttpContext.Response.Headers.ContentSecurityPolicy = Policy;
        return next(context);
    }
}

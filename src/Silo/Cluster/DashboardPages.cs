using MediaPipeline.Api.Access;
using Microsoft.Extensions.Options;
using Orleans.Dashboard;

namespace MediaPipeline.Silo.Cluster;

/// <summary>
/// Orleans' dashboard at <c>/dashboard/</c>; like every page it asks for a key wherever keys are needed. Its pages are built when somebody first looks: all
/// that it shows is compressed then, which takes a fifth of a second and 70 MB.
/// </summary>
internal static class DashboardPages
{
    private const string Root = "/dashboard";

    // All that it loads is its own. Its style sheet holds a font, and what it draws carries its styles: bars, gauges, the diagram of a silo's lifecycle.
    // Scripts are files only.
    private const string Policy =
        "default-src 'none'; script-src 'self'; connect-src 'self'; font-src 'self' data:; img-src 'self'; style-src 'self' 'unsafe-inline'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Nothing where it is switched off.</summary>
    public static void MapDashboard(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<IOptions<ClusterSettings>>().Value.Dashboard)
        {
            return;
        }

        // By one request: the routes go into a list that belongs to the whole server.
        var pages = new Lazy<RequestDelegate>(() => BuildPages(app.Services));
        app.MapGet(Root + "/{**path}", context => ShowAsync(context, pages)).RequireAuthorization(Scopes.Read).ExcludeFromDescription();

        // Calls whatever methods of a grain return a state.
        app.MapGet(Root + "/GrainState", context => ShowAsync(context, pages)).RequireAuthorization(Scopes.Admin).ExcludeFromDescription();
        app.MapGet(Root + "/Trace", context => StreamLogAsync(context, pages)).RequireAuthorization(Scopes.Admin).ExcludeFromDescription();
    }

    private static RequestDelegate BuildPages(IServiceProvider services)
    {
        var pages = new ApplicationBuilder(services);
        pages.UseRouting();
        pages.UseEndpoints(endpoints => endpoints.MapOrleansDashboard(Root).ExcludeFromDescription());
        return pages.Build();
    }

    private static Task ShowAsync(HttpContext context, Lazy<RequestDelegate> pages)
    {
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.SetEndpoint(null);
        context.Request.RouteValues.Clear();
        return pages.Value(context);
    }

    private static async Task StreamLogAsync(HttpContext context, Lazy<RequestDelegate> pages)
    {
        // It runs for an hour and says nothing of its type; a proxy would gather it, and a stopping server wait for it.
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        context.RequestAborted = ended.Token;
        await ShowAsync(context, pages);
    }
}

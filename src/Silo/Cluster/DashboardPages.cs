using MediaPipeline.Api.Access;
using Microsoft.Extensions.Options;
using Orleans.Dashboard;

namespace MediaPipeline.Silo.Cluster;

/// <summary>
/// Orleans' dashboard at <c>/dashboard/</c>; like every page it asks for a key wherever keys are needed. Its pages are built at the first visit: its assets are
/// compressed then, which takes a fifth of a second and 70 MB.
/// </summary>
internal static class DashboardPages
{
    private const string Root = "/dashboard";
    private static readonly Type Collector = typeof(DashboardOptions).Assembly.GetType("Orleans.Dashboard.DashboardHost", throwOnError: true)!;

    // It loads nothing from other servers. Its style sheet contains a font, and its bars, gauges and diagrams have inline styles. Scripts are never inline.
    private const string Policy =
        "default-src 'none'; script-src 'self'; connect-src 'self'; font-src 'self' data:; img-src 'self'; style-src 'self' 'unsafe-inline'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Does nothing if it is turned off.</summary>
    public static void MapDashboard(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<IOptions<ClusterSettings>>().Value.Dashboard)
        {
            return;
        }

        // Only once: the routes are added to a list of the whole server.
        var pages = new Lazy<Task<RequestDelegate>>(() => BuildPagesAsync(app.Services));
        app.MapGet(Root + "/{**path}", context => ShowAsync(context, pages)).RequireAuthorization(Scopes.Read).ExcludeFromDescription();

        // It calls the methods of a grain that return a state.
        app.MapGet(Root + "/GrainState", context => ShowAsync(context, pages)).RequireAuthorization(Scopes.Admin).ExcludeFromDescription();
        app.MapGet(Root + "/Trace", context => StreamLogAsync(context, pages)).RequireAuthorization(Scopes.Admin).ExcludeFromDescription();
    }

    /// <summary>
    /// Has Orleans' metrics collected for the pages from the first visit on: it takes 8 MB, and works every second. In a cluster each silo collects from its
    /// start, since a visit is to one silo only; a client collects nothing. Must come before the dashboard is added, which starts a collector only where there
    /// is none.
    /// </summary>
    public static void CollectFromFirstVisit(IServiceCollection services) => services.AddSingleton(Collector);

    private static async Task<RequestDelegate> BuildPagesAsync(IServiceProvider services)
    {
        if (services.GetService(Collector) is { } collector && !services.GetServices<IHostedService>().Contains(collector))
        {
            await StartAsync(collector, new SiloLifecycleSubject(services.GetRequiredService<ILogger<SiloLifecycleSubject>>()));
        }

        var pages = new ApplicationBuilder(services);
        pages.UseRouting();
        pages.UseEndpoints(endpoints => endpoints.MapOrleansDashboard(Root).ExcludeFromDescription());
        return pages.Build();
    }

    private static async Task StartAsync(object collector, SiloLifecycleSubject lifecycle)
    {
        ((ILifecycleParticipant<ISiloLifecycle>)collector).Participate(lifecycle);
        await lifecycle.OnStart();
        await ((IHostedService)collector).StartAsync(CancellationToken.None);
    }

    private static async Task ShowAsync(HttpContext context, Lazy<Task<RequestDelegate>> pages)
    {
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.SetEndpoint(null);
        context.Request.RouteValues.Clear();
        await (await pages.Value)(context);
    }

    private static async Task StreamLogAsync(HttpContext context, Lazy<Task<RequestDelegate>> pages)
    {
        // It runs for an hour and has no content type; a proxy would buffer it, and a stopping server would wait for it.
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        context.RequestAborted = ended.Token;
        await ShowAsync(context, pages);
    }
}

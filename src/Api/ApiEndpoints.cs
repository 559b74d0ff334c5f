using MediaPipeline.Api.Access;
using MediaPipeline.Api.CacheFolders;
using MediaPipeline.Api.Collections;
using MediaPipeline.Api.DeadLetters;
using MediaPipeline.Api.Events;
using MediaPipeline.Api.Health;
using MediaPipeline.Api.Images;
using MediaPipeline.Api.Items;
using MediaPipeline.Api.Jobs;
using MediaPipeline.Api.Keys;
using MediaPipeline.Api.Media;
using MediaPipeline.Api.Metrics;
using MediaPipeline.Api.OpenApi;
using MediaPipeline.Api.Pages;
using MediaPipeline.Api.Problems;
using MediaPipeline.Api.Requests;
using MediaPipeline.Api.Stages;
using MediaPipeline.Api.Tracing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MediaPipeline.Api;

/// <summary>The request pipeline.</summary>
public static class ApiEndpoints
{
    /// <summary>
    /// Adds the middleware (problems, access) and the endpoints. Whether callers need a key is decided when the host starts; until then they do.
    /// </summary>
    public static WebApplication MapMediaPipelineApi(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(context => StatusProblems.Of(context.HttpContext.Response.StatusCode, context.HttpContext).ExecuteAsync(context.HttpContext));
        app.Use(ClearRefusedRangeAsync);
        app.UseRouting();
        app.UseMiddleware<SiteGuard>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<RequestGuard>();
        app.UseMiddleware<TraceMiddleware>();

        var api = app.MapGroup("/api/v1");
        api.MapCollections();
        api.MapImages();
        api.MapImports();
        api.MapMedia();
        api.MapMediaCommands();
        api.MapCovers();
        api.MapJobs();
        api.MapEvents();
        api.MapItems();
        api.MapStages();
        api.MapDeadLetters();
        api.MapCacheFolders();
        api.MapKeys();
        api.MapSession();
        app.MapHealth();
        app.MapMetrics();
        app.MapApiDescription();
        app.MapPages();
        return app;
    }

    // Status code pages write only where neither type nor length is set, and a range that a file does not have leaves both behind.
    private static async Task ClearRefusedRangeAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.Response is { HasStarted: false, StatusCode: StatusCodes.Status416RangeNotSatisfiable })
        {
            (context.Response.ContentType, context.Response.ContentLength) = (null, null);
        }
    }
}

using System.Diagnostics.Metrics;
using MediaPipeline.Api.Access;
using MediaPipeline.Api.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;

namespace MediaPipeline.Api.Metrics;

/// <summary><c>/metrics</c></summary>
internal static class MetricsEndpoint
{
    private static readonly double[] Seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    // Memory for all series of an instrument is taken when the instrument is made: 176 kB at the library's limit of 2,000, times 130.
    private const int Series = 200;

    public static void AddPrometheusMetrics(this IServiceCollection services) => services.AddOpenTelemetry().WithMetrics(metrics => metrics
        .AddMeter("MediaPipeline*", "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel")
        .AddView(ViewOf)
        .AddPrometheusExporter(options => (options.ScopeInfoEnabled, options.ScrapeResponseCacheDurationMilliseconds) = (false, 0)));

    public static void MapMetrics(this WebApplication app)
    {
        // The exporter's own mapping would be neither in the OpenAPI document nor bound to a method.
        var scrape = ((IEndpointRouteBuilder)app).CreateApplicationBuilder().UseOpenTelemetryPrometheusScrapingEndpoint(_ => true).Build();
        app.MapGet("/metrics", async (HttpContext context) =>
        {
            await scrape(context);
            return TypedResults.Empty;
        }).RequireAuthorization(Scopes.Read).WithTags("Health").Describe("getMetrics", "Figures in the Prometheus text format.")
            .Produces<string>(StatusCodes.Status200OK, "text/plain");
    }

    private static MetricStreamConfiguration? ViewOf(Instrument instrument)
    {
        // Their series are endpoints and statuses, and methods of grains.
        if (instrument.Meter.Name is "Microsoft.AspNetCore.Hosting" or "Microsoft.Orleans")
        {
            return null;
        }

        // The exporter's default bounds are for milliseconds.
        return instrument is Histogram<double> { Unit: "s", Advice: null }
            ? new ExplicitBucketHistogramConfiguration { Boundaries = Seconds, CardinalityLimit = Series }
            : new MetricStreamConfiguration { CardinalityLimit = Series };
    }
}

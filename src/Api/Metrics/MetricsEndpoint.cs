using MediaPipeline.Api.Access;
using MediaPipeline.Api.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace MediaPipeline.Api.Metrics;

/// <summary><c>/metrics</c></summary>
internal static class MetricsEndpoint
{
    public static void MapMetrics(this WebApplication app)
    {
        // It listens from the start, not from the first reading.
        _ = app.Services.GetRequiredService<MetricsCollector>();
        app.MapGet("/metrics", Read).RequireAuthorization(Scopes.Read).WithTags("Health")
            .Describe("getMetrics", "Figures in the Prometheus text format.").Produces<string>(StatusCodes.Status200OK, "text/plain");
    }

    private static IResult Read(MetricsCollector metrics) => TypedResults.Text(metrics.Read(), PrometheusText.MediaType);
}

using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MediaPipeline.Imaging;

/// <summary>The native libraries in use, and the formats that none of them reads.</summary>
internal sealed class PictureEngineHealthCheck(VipsPictureEngine engine) : IHealthCheck
{
    public const string Name = "imaging";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var status = engine.Status;
        return Task.FromResult(engine.Works switch
        {
            null => HealthCheckResult.Unhealthy("The libraries that read pictures are being tried out.", data: Data("starting")),
            false => HealthCheckResult.Unhealthy("No decoder works; the log says why.", data: Data("imagingUnavailable")),
            true => HealthCheckResult.Healthy(string.Join("; ", status.Libraries.Concat(status.Missing.Select(m => $"Not read: {m}"))), Data("ok")),
        });
    }

    private static Dictionary<string, object> Data(string code) => new(StringComparer.Ordinal) { ["code"] = code };
}

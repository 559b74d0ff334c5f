using System.Data.Common;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Sql;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MediaPipeline.Storage.Hosting;

/// <summary>Whether the data directory takes writes: it tries one. Says <c>storageFull</c> when there is no room.</summary>
internal sealed class StorageHealthCheck(IDocumentDatabase database, TimeProvider time) : IHealthCheck
{
    public const string Name = "storage";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await database.ProbeAsync(time);
            return HealthCheckResult.Healthy("The data directory takes writes.", Data("ok"));
        }
        catch (StorageFullException error)
        {
            return HealthCheckResult.Unhealthy(error.Message, error, Data("storageFull"));
        }
        catch (Exception error) when (error is DbException or StorageUnavailableException)
        {
            return HealthCheckResult.Unhealthy($"The database does not take writes: {error.Message}", error, Data("storageUnavailable"));
        }
    }

    private Dictionary<string, object> Data(string code) => new(StringComparer.Ordinal) { ["code"] = code, ["directory"] = database.Place };
}

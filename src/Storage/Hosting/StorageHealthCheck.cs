using System.Data.Common;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Sql;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MediaPipeline.Storage.Hosting;

/// <summary>
/// Whether the database takes writes: it tries one. Says <c>storageFull</c> when the disk is full. What is expected of a database has no stack in the log.
/// </summary>
internal sealed class StorageHealthCheck(IDocumentDatabase database, TimeProvider clock) : IHealthCheck
{
    public const string Name = "storage";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await database.ProbeAsync(clock);
            return HealthCheckResult.Healthy($"{database.Description} takes writes.", Data("ok"));
        }
        catch (StorageFullException error)
        {
            return HealthCheckResult.Unhealthy(error.Message, data: Data("storageFull"));
        }
        catch (StorageUnavailableException error)
        {
            return HealthCheckResult.Unhealthy(error.Message, data: Data("storageUnavailable"));
        }
        catch (Exception error) when (error is DbException or IOException)
        {
            return HealthCheckResult.Unhealthy($"{database.Description} does not take writes: {error.Message}", error, Data("storageUnavailable"));
        }
    }

    private Dictionary<string, object> Data(string code) => new(StringComparer.Ordinal) { ["code"] = code, ["place"] = database.Description };
}

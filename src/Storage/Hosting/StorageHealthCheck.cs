using System.Data.Common;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Sql;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MediaPipeline.Storage.Hosting;

/// <summary>
/// Whether the database accepts writes: it tries one. Reports <c>storageFull</c> when the disk is full. Expected failures are logged without a stack.
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

using MediaPipeline.Grains.Ports.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MediaPipeline.Silo.Cluster;

/// <summary>Whether this silo can access every cache folder: paths are shared, and a silo without one of them would fail its work.</summary>
internal sealed class SharedFoldersHealthCheck(ICollectionStore collections, IRenditionStore files) : IHealthCheck
{
    public const string Name = "sharedFolders";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        foreach (var folder in await collections.ListCacheFoldersAsync(cancellationToken))
        {
            if (await files.CheckAsync(folder.Path, folder.Id.Value, cancellationToken) is { Code: "markerMissing" } fault)
            {
                return HealthCheckResult.Unhealthy(
                    $"{fault.Message} Every silo needs the cache folder '{folder.Path}': mount it here at the same path.", data: HealthCode.Of(fault.Code));
            }
        }

        return HealthCheckResult.Healthy("This silo sees every cache folder.", HealthCode.Of("ok"));
    }
}

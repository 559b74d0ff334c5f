using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Sql;
using Microsoft.Extensions.Hosting;

namespace MediaPipeline.Storage.Hosting;

/// <summary>Opens the database when the host starts, so that its faults are reported before anything else starts.</summary>
internal sealed class StorageStart(IDocumentDatabase database, TimeProvider clock) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await database.ProbeAsync(clock);
        }
        catch (StorageFullException error)
        {
            throw new StorageStartException($"{database.Description} takes no writes, since its disk is full: free space there, then start again.", error);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

using MediaPipeline.Storage.Sql;
using Microsoft.Extensions.Hosting;

namespace MediaPipeline.Storage.Hosting;

/// <summary>Opens the database when the host starts: what is wrong with it is said before anything else begins.</summary>
internal sealed class StorageStart(IDocumentDatabase database, TimeProvider clock) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => database.ProbeAsync(clock);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

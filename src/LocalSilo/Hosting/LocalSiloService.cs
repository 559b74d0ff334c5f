using MediaPipeline.LocalSilo.Runtime;
using Microsoft.Extensions.Hosting;

namespace MediaPipeline.LocalSilo;

/// <summary>Starts and stops the silo with the host. Services that are registered before it start before it and stop after it.</summary>
internal sealed class LocalSiloService(Silo silo, ReminderService reminders) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        silo.Start();
        await reminders.StartAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await reminders.StopAsync(cancellationToken);
        await silo.StopAsync(cancellationToken);
    }
}

using MediaPipeline.Grains.Hosting;

namespace MediaPipeline.Silo.Cluster;

/// <summary>
/// Lets the alarms look again and again. Where a silo is lost, Orleans also closes activations of the others whose entries in the directory were kept there, some time after
/// the change is told: an alarm's timer goes with its activation, and its reminder comes minutes later.
/// </summary>
internal sealed partial class AlarmWatch(WorkLeftBehind left, TimeProvider clock, ILogger<AlarmWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await PokeAsync();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The silo stops.
        }
    }

    // The database or a silo may be away, which is told elsewhere: the next tick tries again.
    private async Task PokeAsync()
    {
        try
        {
            await left.PokeAlarmsAsync();
        }
        catch (Exception e)
        {
            LogNotPoked(e.Message);
        }
    }

    [LoggerMessage(4104, LogLevel.Debug, "Not every alarm could be poked; the next tick tries again: {Why}")]
    private partial void LogNotPoked(string why);
}

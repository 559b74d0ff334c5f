using System.Text.Json;
using MediaPipeline.EndToEnd.Tests.Running;

namespace MediaPipeline.EndToEnd.Tests.Upgrade;

/// <summary>Reminders that version 1.0.0 stored on its embedded runtime, on a silo of Orleans alone on the same data directory.</summary>
public sealed class GoldenReminderTests
{
    // They fire a minute after the start.
    [Fact, Trait("Category", "Long")]
    public async Task ThoseOfTheEmbeddedRuntime_FireOnASilo()
    {
        using var golden = new GoldenData("sqlite");
        await using var server = await RunningServer.StartAsync(golden["data"]);

        await server.WaitAsync(() => RemindedAsync(server), times => times >= 16, TimeSpan.FromMinutes(3));
    }

    /// <summary>Seen in the last minutes, by the dashboard, which counts as long as somebody looks.</summary>
    private static async Task<int> RemindedAsync(RunningServer server)
    {
        using var calls = JsonDocument.Parse(await server.Http.GetStringAsync("/dashboard/GrainStats/MediaPipeline.Grains.Alarms.AlarmGrain"));
        return calls.RootElement.EnumerateObject()
            .Where(method => method.Name.EndsWith(".ReceiveReminder", StringComparison.Ordinal))
            .SelectMany(method => method.Value.EnumerateObject())
            .Sum(second => second.Value.GetProperty("count").GetInt32());
    }
}

using MediaPipeline.LocalSilo.Tests.TestGrains;

namespace MediaPipeline.LocalSilo.Tests.Local;

public sealed class ClockedTimerTests
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_timer_ticks_when_it_is_due_and_then_after_each_period()
    {
        await using var cluster = await ClockedCluster.StartAsync();
        await cluster.Grains.GetGrain<ITimeGrain>("clocked").StartTimer("clocked", TimeSpan.FromSeconds(10), s_minute, interleave: false);

        cluster.Clock.Advance(TimeSpan.FromSeconds(9));
        Signals.CountOf("clocked ticks").ShouldBe(0);
        cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        await Signals.WaitAsync("clocked tick 1");
        await cluster.Clock.WhenTimersAsync(3);
        cluster.Clock.Advance(s_minute);

        await Signals.WaitAsync("clocked tick 2");
    }

    [Fact]
    public async Task A_disposed_timer_ticks_no_more()
    {
        await using var cluster = await ClockedCluster.StartAsync();
        var grain = cluster.Grains.GetGrain<ITimeGrain>("disposed");
        await grain.StartTimer("disposed", s_minute, s_minute, interleave: false);

        await grain.StopTimer();
        cluster.Clock.Advance(TimeSpan.FromMinutes(5));
        await grain.Quick();

        Signals.CountOf("disposed ticks").ShouldBe(0);
    }

    [Fact]
    public async Task Reminders_survive_a_restart_and_go_on_in_their_rhythm()
    {
        var table = new Storage.MemoryReminderTable();
        await using (var first = await ClockedCluster.StartAsync(reminders: table))
        {
            await first.Grains.GetGrain<ITimeGrain>("survivor").Remind("daily", TimeSpan.FromMinutes(10), TimeSpan.FromHours(1));
        }

        var clock = new MediaPipeline.TestKit.Time.ManualTimeProvider();
        clock.Advance(TimeSpan.FromMinutes(30));
        await using var second = await ClockedCluster.StartAsync(reminders: table, clock: clock);
        clock.Advance(TimeSpan.FromMinutes(39));
        await second.Grains.GetGrain<ITimeGrain>("survivor").Quick();
        Signals.CountOf("survivor daily reminders").ShouldBe(0);
        clock.Advance(TimeSpan.FromMinutes(1));

        await Signals.WaitAsync("survivor daily reminded 1");
    }

    [Fact]
    public async Task A_reminder_ticks_every_period_until_it_is_unregistered()
    {
        await using var cluster = await ClockedCluster.StartAsync();
        var grain = cluster.Grains.GetGrain<ITimeGrain>("rhythm");
        await grain.Remind("beat", s_minute, s_minute);

        for (var beat = 1; beat <= 3; beat++)
        {
            cluster.Clock.Advance(s_minute);
            await Signals.WaitAsync($"rhythm beat reminded {beat}");
            await cluster.Clock.WhenTimersAsync(3);
        }

        await grain.Forget("beat");
        cluster.Clock.Advance(TimeSpan.FromMinutes(5));
        await grain.Quick();
        Signals.CountOf("rhythm beat reminders").ShouldBe(3);
    }

    [Fact]
    public async Task A_row_that_was_added_by_hand_is_found_at_the_next_refresh()
    {
        var table = new Storage.MemoryReminderTable();
        await using var cluster = await ClockedCluster.StartAsync(reminders: table);
        var start = cluster.Clock.GetUtcNow().UtcDateTime + TimeSpan.FromMinutes(20);
        await table.UpsertRow(new ReminderEntry { GrainId = GrainId.Create("time", "by hand"), ReminderName = "found", StartAt = start, Period = TimeSpan.FromHours(1) });

        cluster.Clock.Advance(TimeSpan.FromMinutes(6));
        await cluster.Clock.WhenTimersAsync(3);
        cluster.Clock.Advance(TimeSpan.FromMinutes(14));

        await Signals.WaitAsync("by hand found reminded 1");
    }
}

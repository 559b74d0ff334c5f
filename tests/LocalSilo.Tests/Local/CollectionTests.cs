using MediaPipeline.LocalSilo.Tests.TestGrains;

namespace MediaPipeline.LocalSilo.Tests.Local;

public sealed class CollectionTests
{
    private static readonly TimeSpan s_past = TimeSpan.FromMinutes(17);

    [Fact]
    public async Task A_grain_without_calls_for_fifteen_minutes_closes_as_idle()
    {
        await using var cluster = await ClockedCluster.StartAsync();
        await cluster.Grains.GetGrain<ILifeGrain>("idle").WhoAreYou();

        cluster.Clock.Advance(s_past);

        (await cluster.Events.NextClosedAsync()).ShouldBe(("life/idle", DeactivationReasonCode.ActivationIdle));
    }

    [Fact]
    public async Task A_grain_with_calls_stays()
    {
        await using var cluster = await ClockedCluster.StartAsync();
        var grain = cluster.Grains.GetGrain<ILifeGrain>("busy");
        var before = await grain.WhoAreYou();

        for (var minute = 0; minute < 40; minute++)
        {
            cluster.Clock.Advance(TimeSpan.FromMinutes(1));
            (await grain.WhoAreYou()).ShouldBe(before);
        }
    }

    [Fact]
    public async Task A_grain_with_a_running_request_stays_until_it_is_done()
    {
        await using var cluster = await ClockedCluster.StartAsync(options => options.ResponseTimeout = TimeSpan.FromHours(10));
        var grain = cluster.Grains.GetGrain<ILifeGrain>("running");
        var running = grain.PassGate("running gate");
        await Signals.GateEnteredAsync("running gate");

        cluster.Clock.Advance(TimeSpan.FromHours(1));
        Signals.OpenGate("running gate");
        var during = await running;

        (await grain.WhoAreYou()).ShouldBe(during);
    }

    [Fact]
    public async Task A_grain_that_asked_for_a_delay_is_kept_for_it()
    {
        await using var cluster = await ClockedCluster.StartAsync();
        var grain = cluster.Grains.GetGrain<ITimeGrain>("delayed");
        await grain.KeepFor(TimeSpan.FromHours(1));

        cluster.Clock.Advance(TimeSpan.FromMinutes(50));
        await cluster.Grains.GetGrain<ILifeGrain>("after delay").WhoAreYou();
        Signals.IsSet("delayed closed").ShouldBeFalse();
        cluster.Clock.Advance(TimeSpan.FromMinutes(15));

        (await cluster.Events.NextClosedAsync()).Id.ShouldBe("time/delayed");
    }

    [Fact]
    public async Task Ticks_of_a_timer_do_not_keep_a_grain()
    {
        await using var cluster = await ClockedCluster.StartAsync();
        await cluster.Grains.GetGrain<ITimeGrain>("ticked").StartTimer("ticked", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), interleave: false);

        for (var minute = 0; minute < 1000 && !cluster.Events.HasClosedOne; minute++)
        {
            cluster.Clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        Signals.CountOf("ticked ticks").ShouldBeGreaterThan(0);
        (await cluster.Events.NextClosedAsync()).ShouldBe(("time/ticked", DeactivationReasonCode.ActivationIdle));
    }

    [Fact]
    public async Task Ticks_of_a_timer_that_keeps_alive_do()
    {
        await using var cluster = await ClockedCluster.StartAsync();
        var grain = cluster.Grains.GetGrain<ITimeGrain>("kept ticking");
        await grain.StartKeepingTimer("kept ticking", TimeSpan.FromMinutes(5));

        for (var tick = 1; tick <= 6; tick++)
        {
            await cluster.Clock.WhenTimersAsync(3);
            cluster.Clock.Advance(TimeSpan.FromMinutes(5));
            await Signals.WaitAsync($"kept ticking tick {tick}");
            await cluster.Grains.GetGrain<ILifeGrain>("bystander").WhoAreYou();
        }

        Signals.IsSet("kept ticking closed").ShouldBeFalse();
    }

    [Fact]
    public async Task Idle_workers_close_too_and_the_next_call_opens_new_ones()
    {
        await using var cluster = await ClockedCluster.StartAsync();
        var pool = cluster.Grains.GetGrain<IPoolGrain>(7);
        var before = await pool.Work("idle pool", together: 1);

        cluster.Clock.Advance(s_past);

        (await cluster.Events.NextClosedAsync()).Id.ShouldBe("pool/7");
        (await pool.Work("idle pool", together: 1)).ShouldNotBe(before);
    }

    [Fact]
    public async Task A_hundred_thousand_grains_that_pass_leave_nothing_behind()
    {
        await using var cluster = await ClockedCluster.StartAsync();
        await Parallel.ForAsync(0, 100_000, async (key, _) => await cluster.Grains.GetGrain<INumberedGrain>(key).Key());
        var silo = cluster.Cluster.Silo;
        silo.Activations.Count().ShouldBe(100_000);

        cluster.Clock.Advance(s_past);
        for (var closed = 0; closed < 100_000; closed++)
        {
            await cluster.Events.NextClosedAsync();
        }

        silo.Activations.ShouldBeEmpty();
    }
}

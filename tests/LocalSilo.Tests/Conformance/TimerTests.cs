using MediaPipeline.LocalSilo.Tests.Clusters;
using MediaPipeline.LocalSilo.Tests.TestGrains;

namespace MediaPipeline.LocalSilo.Tests.Conformance;

[Collection(OnSharedCluster.Name)]
public sealed class TimerTests(SharedCluster cluster)
{
    private static readonly TimeSpan s_soon = TimeSpan.FromMilliseconds(20);

    private ITimeGrain Grain(string key) => cluster.Grains.GetGrain<ITimeGrain>(key);

    [Fact]
    public async Task A_timer_ticks_again_and_again()
    {
        await Grain("ticking").StartTimer("ticking", s_soon, s_soon, interleave: false);

        await Signals.WaitAsync("ticking tick 3");
    }

    [Fact]
    public async Task A_timer_goes_on_after_a_tick_that_failed()
    {
        await Grain("failing").StartFailingTimer("failing", s_soon);

        await Signals.WaitAsync("failing tick 3");
    }

    [Fact]
    public async Task A_tick_is_a_turn_that_other_requests_wait_for()
    {
        var grain = Grain("turn");
        await grain.StartGatedTimer("turn gate", s_soon, interleave: false);
        await Signals.GateEnteredAsync("turn gate");

        var waiting = grain.Quick();
        await Grain("bystander").Quick();
        waiting.IsCompleted.ShouldBeFalse();

        Signals.OpenGate("turn gate");
        (await waiting).ShouldBe(1);
    }

    [Fact]
    public async Task An_interleaving_tick_runs_beside_requests()
    {
        var grain = Grain("beside");
        await grain.StartTimer("beside", s_soon, Timeout.InfiniteTimeSpan, interleave: true);
        var running = grain.PassGate("beside gate");
        await Signals.GateEnteredAsync("beside gate");

        await Signals.WaitAsync("beside tick 1");

        Signals.OpenGate("beside gate");
        await running;
    }

    [Fact]
    public async Task A_reminder_reaches_its_grain_until_it_is_unregistered()
    {
        var grain = Grain("reminded");

        await grain.Remind("wake", TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

        await Signals.WaitAsync("reminded wake reminded 1");
        (await grain.IsReminded("wake")).ShouldBeTrue();
        await grain.Forget("wake");
        (await grain.IsReminded("wake")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_reminder_below_the_smallest_period_is_refused() =>
        await Should.ThrowAsync<ArgumentException>(() => Grain("hasty").Remind("hasty", TimeSpan.Zero, TimeSpan.FromSeconds(59)));
}

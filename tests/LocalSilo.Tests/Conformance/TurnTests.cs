using MediaPipeline.LocalSilo.Tests.Clusters;
using MediaPipeline.LocalSilo.Tests.TestGrains;

namespace MediaPipeline.LocalSilo.Tests.Conformance;

[Collection(OnSharedCluster.Name)]
public sealed class TurnTests(SharedCluster cluster)
{
    [Fact]
    public async Task Requests_run_one_at_a_time()
    {
        var grain = cluster.Grains.GetGrain<ITurnsGrain>("one at a time");

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => grain.AddSlowly(5))));

        (await grain.AddSlowly(1)).ShouldBe(501);
    }

    [Fact]
    public async Task Continuations_come_back_to_the_scheduler_of_the_activation() =>
        (await cluster.Grains.GetGrain<ITurnsGrain>("scheduler").StaysOnItsScheduler()).ShouldBeTrue();

    [Fact]
    public async Task A_method_that_always_interleaves_answers_while_another_runs()
    {
        var grain = cluster.Grains.GetGrain<ITurnsGrain>("always");
        var running = grain.PassGate("always gate");
        await Signals.GateEnteredAsync("always gate");

        (await grain.AnswerAlways()).ShouldBe("always");

        Signals.OpenGate("always gate");
        await running;
    }

    [Fact]
    public async Task A_method_that_does_not_interleave_waits_for_the_one_that_runs()
    {
        var grain = cluster.Grains.GetGrain<ITurnsGrain>("waits");
        var running = grain.PassGate("waits gate");
        await Signals.GateEnteredAsync("waits gate");

        var waiting = grain.QuickWrite();
        await grain.AnswerAlways();
        waiting.IsCompleted.ShouldBeFalse();

        Signals.OpenGate("waits gate");
        (await waiting).ShouldBe("written");
        await running;
    }

    [Fact]
    public async Task Reads_interleave_with_reads_and_not_with_writes()
    {
        var grain = cluster.Grains.GetGrain<ITurnsGrain>("reads");
        var reading = grain.Read("reads gate");
        await Signals.GateEnteredAsync("reads gate");

        var writing = grain.QuickWrite();
        (await grain.QuickRead()).ShouldBe("read");
        writing.IsCompleted.ShouldBeFalse();

        Signals.OpenGate("reads gate");
        (await writing).ShouldBe("written");
        await reading;
    }

    [Fact]
    public async Task A_read_waits_for_a_write_that_runs()
    {
        var grain = cluster.Grains.GetGrain<ITurnsGrain>("read waits");
        var writing = grain.PassGate("read waits gate");
        await Signals.GateEnteredAsync("read waits gate");

        var reading = grain.QuickRead();
        await grain.AnswerAlways();
        reading.IsCompleted.ShouldBeFalse();

        Signals.OpenGate("read waits gate");
        (await reading).ShouldBe("read");
        await writing;
    }

    [Fact]
    public async Task A_reentrant_grain_lets_every_request_in()
    {
        var grain = cluster.Grains.GetGrain<IReentrantGrain>("reentrant");
        var running = grain.PassGate("reentrant gate");
        await Signals.GateEnteredAsync("reentrant gate");

        await grain.OpenGate("reentrant gate");

        await running;
    }

    [Fact]
    public async Task Calls_to_a_stateless_worker_share_as_many_activations_as_it_says()
    {
        var pool = cluster.Grains.GetGrain<IPoolGrain>(1);

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => pool.Work("pool", together: 2)));

        answers.Distinct().Count().ShouldBe(2);
        Signals.IsSet("pool too many").ShouldBeFalse();
    }

    [Fact]
    public async Task A_one_way_call_returns_before_it_is_done()
    {
        var grain = cluster.Grains.GetGrain<ICallGrain>("one way");

        await grain.Send("one way gate");

        await Signals.GateEnteredAsync("one way gate");
        Signals.OpenGate("one way gate");
        await grain.Nothing();
    }

    [Fact]
    public async Task An_exception_of_a_one_way_call_reaches_nobody()
    {
        var grain = cluster.Grains.GetGrain<ICallGrain>("one way failing");

        await grain.SendFailing("one way failing");

        await Signals.WaitAsync("one way failing arrived");
        await grain.Nothing();
    }
}

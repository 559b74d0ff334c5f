using MediaPipeline.LocalSilo.Tests.Clusters;
using MediaPipeline.LocalSilo.Tests.TestGrains;

namespace MediaPipeline.LocalSilo.Tests.Conformance;

public sealed class TimeoutTests : IAsyncLifetime
{
    private ClusterUnderTest _cluster = null!;

    public async Task InitializeAsync() => _cluster = await ClusterUnderTest.StartAsync(new ClusterSettings { ResponseTimeout = TimeSpan.FromSeconds(1) });

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task A_grain_that_calls_itself_times_out_and_the_exception_names_grain_and_method()
    {
        var grain = _cluster.Grains.GetGrain<ICycleGrain>("narcissus");

        var timeout = await Should.ThrowAsync<TimeoutException>(() => grain.AskThrough("", "narcissus"));

        timeout.Message.ShouldContain("cycle/narcissus");
        (timeout.Message.Contains(nameof(ICycleGrain.Answer), StringComparison.Ordinal) || timeout.Message.Contains(nameof(ICycleGrain.AskThrough), StringComparison.Ordinal)).ShouldBeTrue(timeout.Message);
    }

    [Fact]
    public async Task A_cycle_of_calls_times_out_and_its_grains_answer_again()
    {
        var grain = _cluster.Grains.GetGrain<ICycleGrain>("a");

        await Should.ThrowAsync<TimeoutException>(() => grain.AskThrough("b", "a"));

        (await grain.Answer()).ShouldBe(1);
        (await _cluster.Grains.GetGrain<ICycleGrain>("b").Answer()).ShouldBe(1);
    }

    [Fact]
    public async Task A_request_that_timed_out_while_it_waited_never_starts()
    {
        var grain = _cluster.Grains.GetGrain<ITurnsGrain>("abandoned");
        var running = grain.PassGate("abandoned gate");
        await Signals.GateEnteredAsync("abandoned gate");

        await Should.ThrowAsync<TimeoutException>(() => grain.PassGate("abandoned second"));
        Signals.OpenGate("abandoned gate");
        await Should.ThrowAsync<TimeoutException>(() => running);
        await grain.QuickWrite();

        Signals.IsSet("abandoned second entered").ShouldBeFalse();
    }
}

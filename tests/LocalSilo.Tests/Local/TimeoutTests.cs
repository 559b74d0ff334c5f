using MediaPipeline.LocalSilo.Tests.TestGrains;

namespace MediaPipeline.LocalSilo.Tests.Local;

public sealed class TimeoutTests
{
    [Fact]
    public async Task A_call_without_an_answer_fails_after_thirty_seconds_and_not_before()
    {
        await using var cluster = await ClockedCluster.StartAsync();
        var grain = cluster.Grains.GetGrain<ITurnsGrain>("thirty");
        var running = grain.PassGate("thirty gate");
        await Signals.GateEnteredAsync("thirty gate");

        cluster.Clock.Advance(TimeSpan.FromSeconds(29));
        running.IsCompleted.ShouldBeFalse();
        cluster.Clock.Advance(TimeSpan.FromSeconds(3));

        (await Should.ThrowAsync<TimeoutException>(() => running)).Message.ShouldContain("ITurnsGrain.PassGate of turns/thirty");
        Signals.OpenGate("thirty gate");
        (await grain.QuickWrite()).ShouldBe("written");
    }

    [Fact]
    public async Task A_call_to_a_grain_that_blocks_its_thread_times_out_all_the_same()
    {
        await using var cluster = await ClockedCluster.StartAsync();
        var grain = cluster.Grains.GetGrain<IBlockingGrain>("blocking");
        using var letGo = new ManualResetEventSlim();
        BlockingGrain.LetGo = letGo;
        var call = grain.Block("blocking");
        await Signals.WaitAsync("blocking blocks");

        cluster.Clock.Advance(TimeSpan.FromSeconds(32));

        await Should.ThrowAsync<TimeoutException>(() => call);
        letGo.Set();
    }
}

[Alias("test.blocking")]
public interface IBlockingGrain : IGrainWithStringKey
{
    [Alias("block")]
    Task Block(string name);
}

public sealed class BlockingGrain : Grain, IBlockingGrain
{
    public static ManualResetEventSlim? LetGo { get; set; }

    public Task Block(string name)
    {
        Signals.Set($"{name} blocks");
        LetGo!.Wait(TimeSpan.FromSeconds(30));
        return Task.CompletedTask;
    }
}

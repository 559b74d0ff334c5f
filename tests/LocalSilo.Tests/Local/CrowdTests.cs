using MediaPipeline.LocalSilo.Tests.Clusters;
using MediaPipeline.LocalSilo.Tests.TestGrains;

namespace MediaPipeline.LocalSilo.Tests.Local;

public sealed class CrowdTests
{
    [Fact]
    public async Task Twenty_thousand_requests_that_wait_for_one_grain_are_not_looked_through_at_every_turn()
    {
        await using var cluster = await ClusterUnderTest.StartAsync(new ClusterSettings());
        var grain = cluster.Grains.GetGrain<ITurnsGrain>("crowd");
        var running = grain.PassGate("crowd gate");
        await Signals.GateEnteredAsync("crowd gate");

        var crowd = Enumerable.Range(0, 20_000).Select(_ => grain.AddSlowly(1)).ToArray();
        Signals.OpenGate("crowd gate");
        await running;

        (await Task.WhenAll(crowd)).Max().ShouldBe(20_000);
    }
}

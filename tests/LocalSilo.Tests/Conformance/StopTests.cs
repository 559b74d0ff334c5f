using MediaPipeline.LocalSilo.Tests.Clusters;
using MediaPipeline.LocalSilo.Tests.TestGrains;

namespace MediaPipeline.LocalSilo.Tests.Conformance;

public sealed class StopTests
{
    [Fact]
    public async Task A_silo_that_stops_closes_its_activations()
    {
        await using var cluster = await ClusterUnderTest.StartAsync(new ClusterSettings());
        await cluster.Grains.GetGrain<ILifeGrain>("stopped").WhoAreYou();

        await cluster.StopAsync();

        Signals.IsSet($"stopped closing for {DeactivationReasonCode.ShuttingDown}").ShouldBeTrue();
    }
}

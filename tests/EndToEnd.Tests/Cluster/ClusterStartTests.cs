using System.Net;
using System.Net.Sockets;
using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.TestKit.Network;
using MediaPipeline.TestKit.Postgres;
using Npgsql;

namespace MediaPipeline.EndToEnd.Tests.Cluster;

/// <summary>What keeps a process out of a cluster, in words that name the remedy.</summary>
[Collection(PostgresCollection.Name)]
public sealed class ClusterStartTests(PostgresServer postgres)
{
    [PostgresFact]
    public async Task AnotherVersionRuns_IsRefused_AndTheOneThatRunsGoesOn()
    {
        await using var silos = new SiloSet(postgres);
        await using var older = new NpgsqlConnection(silos.Database + ";Application Name=mediapipeline 0.9 mediapipeline");
        await older.OpenAsync();

        var refused = await silos.StartInVainAsync();

        refused.ExitCode.ShouldBe(1);
        refused.Error.ShouldContain("Cluster 'mediapipeline' runs version 0.9 on the database at 127.0.0.1:");
        refused.Error.ShouldContain("stop its servers before you start this one");
        refused.Error.ShouldNotContain("   at ");
    }

    [PostgresFact]
    public async Task AnotherClusterRuns_IsRefused_AndTheOneThatRunsGoesOn()
    {
        await using var silos = new SiloSet(postgres);
        var here = await silos.StartAsync();
        await SiloSet.WaitForActiveAsync(here, 1);

        var refused = await silos.StartInVainAsync(("Cluster__Id", "other"));

        refused.ExitCode.ShouldBe(1);
        refused.Error.ShouldContain("is in use by cluster 'mediapipeline', and this is cluster 'other'");
        await SiloSet.WaitForActiveAsync(here, 1);
    }

    [Theory]
    [InlineData("Cluster__SiloPort", "0", "Cluster:SiloPort is 0; give a TCP port")]
    [InlineData("Cluster__Role", "Server", "Cluster:Role")]
    [InlineData("Cluster__Id", "my cluster", "Cluster:Id is 'my cluster'; give at most 40 letters")]
    [InlineData("Cluster__AdvertisedAddress", "silo-1", "Cluster:AdvertisedAddress 'silo-1' is not an IP address")]
    [InlineData("Storage__ConnectionString", "", "either Storage:ConnectionString, for example Host=localhost")]
    public async Task WrongSettings_AreNamedWithTheRemedy(string setting, string value, string said)
    {
        await using var silos = new SiloSet(postgres);

        var refused = await silos.StartInVainAsync((setting, value));

        refused.ExitCode.ShouldBe(1);
        refused.Error.ShouldContain(said);
    }

    [PostgresFact]
    public async Task APortThatIsTaken_IsSaidWithTheRemedy()
    {
        await using var silos = new SiloSet(postgres);
        using var taken = new TcpListener(IPAddress.Loopback, LoopbackPort.Free());
        taken.Start();

        var refused = await silos.StartInVainAsync(("Cluster__SiloPort", $"{((IPEndPoint)taken.LocalEndpoint).Port}"));

        refused.ExitCode.ShouldBe(1);
        refused.Error.ShouldContain("choose others with Cluster:SiloPort and Cluster:GatewayPort");
        refused.Error.ShouldNotContain("   at ", Case.Sensitive, refused.Error);
    }

    [PostgresFact]
    public async Task HttpForThisMachineOnly_SoAreThePortsOfTheSilo()
    {
        await using var silos = new SiloSet(postgres);

        var silo = await silos.StartAsync(("Cluster__AdvertisedAddress", ""));

        OpenSockets.Tcp(silo.ProcessId).Count.ShouldBe(3);
        OpenSockets.Tcp(silo.ProcessId).ShouldAllBe(endpoint => IPAddress.IsLoopback(endpoint.Address));
        await silo.WaitForOutputAsync("This silo listens for other silos at 127.0.0.1:");
    }

    [PostgresFact]
    public async Task ASiloThatDoesNotSeeTheCacheFolder_IsNotReady()
    {
        await using var silos = new SiloSet(postgres);
        var silo = await silos.StartAsync();
        await SiloSet.WaitForActiveAsync(silo, 1);
        Directory.Move(silos.Cache, silos.Cache + " elsewhere");

        using var answer = await silo.Http.GetAsync("/health/ready");

        answer.IsSuccessStatusCode.ShouldBeFalse();
        (await answer.Content.ReadAsStringAsync()).ShouldContain("mount it here at the same path");
        Directory.Move(silos.Cache + " elsewhere", silos.Cache);
        await SiloSet.WaitForActiveAsync(silo, 1);
    }
}

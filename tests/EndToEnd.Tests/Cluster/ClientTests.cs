using System.Net;
using MediaPipeline.Contracts.Items;
using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.TestKit.Network;
using MediaPipeline.TestKit.Postgres;

namespace MediaPipeline.EndToEnd.Tests.Cluster;

/// <summary>Whichever process is asked answers for all of them.</summary>
[Collection(PostgresCollection.Name)]
public sealed class ClientTests(PostgresServer postgres)
{
    private const int Pictures = 20;
    private static readonly (string, string) AsClient = ("Cluster__Role", "Client");

    [PostgresFact]
    public async Task AClient_AddsShowsAndServesWhatTheSilosDo()
    {
        await using var silos = new SiloSet(postgres);
        silos.WritePictures(Pictures);
        await SiloSet.WaitForActiveAsync(await silos.StartAsync(), 1);
        var client = await silos.StartAsync(AsClient);
        using var ready = await client.Http.GetAsync("/health/ready");
        ready.StatusCode.ShouldBe(HttpStatusCode.OK, await ready.Content.ReadAsStringAsync());

        var (collection, job) = await client.AddCollectionAsync(silos.Pictures);
        (await client.WaitForEndAsync(job)).Progress.Total.ShouldBe(Pictures);

        var images = await client.WaitForImagesAsync(collection, image => image.State == ItemState.Live);
        images.Count.ShouldBe(Pictures);
        (await client.Http.GetByteArrayAsync($"/api/v1/images/{images[0].Id.Value}/thumbnail")).ShouldNotBeEmpty();
        (await SiloSet.MadeLiveByAsync(client)).ShouldBe(0);
        (await client.Http.GetStringAsync("/dashboard/DashboardCounters")).ShouldContain("\"totalActiveHostCount\":1");
    }

    [PostgresFact]
    public async Task AClientThatStartsFirst_AnswersWhenASiloIsThere()
    {
        await using var silos = new SiloSet(postgres);
        var starting = silos.StartAsync(AsClient);

        await SiloSet.WaitForActiveAsync(await silos.StartAsync(), 1);

        (await (await starting).Http.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [PostgresFact]
    public async Task Events_ReachWhoeverListens_WhicheverSiloDidTheWork()
    {
        await using var silos = new SiloSet(postgres);
        silos.WritePictures(Pictures);
        var (working, asked) = (await silos.StartAsync(), await silos.StartAsync());
        await SiloSet.WaitForActiveAsync(asked, 2);
        var client = await silos.StartAsync(AsClient);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var fromSilo = new StreamReader(await asked.Http.GetStreamAsync("/api/v1/events", limit.Token));
        using var fromClient = new StreamReader(await client.Http.GetStreamAsync("/api/v1/events", limit.Token));

        var (_, job) = await working.AddCollectionAsync(silos.Pictures);

        await ReadUntilEndAsync(fromSilo, job, limit.Token);
        await ReadUntilEndAsync(fromClient, job, limit.Token);
    }

    [PostgresFact]
    public async Task AMember_AnswersWhoeverReachesItsGateway_SoItsPortsAreForSilosAndClientsOnly()
    {
        await using var silos = new SiloSet(postgres);
        silos.WritePictures(1);
        var gateway = new IPEndPoint(IPAddress.Loopback, LoopbackPort.Free());
        await SiloSet.WaitForActiveAsync(await silos.StartAsync(("Cluster__GatewayPort", $"{gateway.Port}")), 1);

        (await GrainCaller.AddCollectionAsync(gateway, silos.Pictures, "mediapipeline")).Created.ShouldBeTrue();
    }

    private static async Task ReadUntilEndAsync(StreamReader events, string job, CancellationToken cancellationToken)
    {
        while (await events.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Contains(job, StringComparison.Ordinal) && line.Contains("completed", StringComparison.OrdinalIgnoreCase))
            {
                return;
            }
        }

        throw new InvalidOperationException($"The events ended before job {job} did.");
    }
}

using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Hosting;
using MediaPipeline.Storage.Tests.Support;
using MediaPipeline.TestKit.Files;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MediaPipeline.Storage.Tests.Sqlite;

public sealed class DiskFullTests
{
    [RootFact]
    public async Task DiskFull_FailsAsTransient_LosesNothingAcknowledged_AndHeals()
    {
        using var disk = new SmallDisk(megabytes: 8);
        await using var host = new StorageHost(disk.Path, ("Storage:CheckpointBytes", "1048576"));
        var (images, items) = (host.Get<IImageStore>(), host.Get<IItemStore>());
        await items.InsertAbsentAsync([Some.Image("before.jpg")], CancellationToken.None);
        disk.Fill();

        var acknowledged = await WriteUntilFullAsync(items);
        (await HealthAsync(host)).ShouldBe((HealthStatus.Unhealthy, "storageFull"));
        disk.MakeRoom();
        await items.InsertAbsentAsync([Some.Image("after.jpg")], CancellationToken.None);

        (await HealthAsync(host)).ShouldBe((HealthStatus.Healthy, "ok"));
        var known = (await images.ListKnownAsync(Some.Pictures, null, 100_000, CancellationToken.None)).Select(image => image.Path)
            .ToHashSet(StringComparer.Ordinal);
        known.ShouldContain("before.jpg");
        known.ShouldContain("after.jpg");
        acknowledged.ShouldAllBe(path => known.Contains(path));
    }

    [RootFact]
    public async Task NoRoom_IsUnhealthy_ThoughASmallWriteStillFitsIntoTheLog()
    {
        using var disk = new SmallDisk(megabytes: 8);
        await using var host = new StorageHost(disk.Path);
        (await HealthAsync(host)).ShouldBe((HealthStatus.Healthy, "ok"));
        disk.Fill();

        (await HealthAsync(host)).ShouldBe((HealthStatus.Unhealthy, "storageFull"));

        disk.MakeRoom();
        (await HealthAsync(host)).ShouldBe((HealthStatus.Healthy, "ok"));
    }

    private static async Task<List<string>> WriteUntilFullAsync(IItemStore items)
    {
        var acknowledged = new List<string>();
        await Should.ThrowAsync<StorageFullException>(async () =>
        {
            for (var i = 0; i < 100_000; i++)
            {
                await items.InsertAbsentAsync([Some.Image($"{i}.jpg")], CancellationToken.None);
                acknowledged.Add($"{i}.jpg");
            }
        });
        return acknowledged;
    }

    private static async Task<(HealthStatus, object)> HealthAsync(StorageHost host)
    {
        var result = await new StorageHealthCheck(host.Database, host.Clock).CheckHealthAsync(new HealthCheckContext());
        return (result.Status, result.Data["code"]);
    }
}

using MediaPipeline.Grains;
using MediaPipeline.Grains.Ports.Sources;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Tests.Support;

namespace MediaPipeline.Storage.Tests.Sqlite;

public sealed class SqliteLimitsTests
{
    [Theory]
    [InlineData("a\0b.jpg")]
    [InlineData("$long")]
    public async Task FindRefusal_WhatPostgresRefuses_IsNotRefusedAndIsStored(string name)
    {
        await using var host = new StorageHost();
        var (images, items) = (host.Get<IImageStore>(), host.Get<IItemStore>());
        var path = name.Replace("$long", new string('x', 5_000), StringComparison.Ordinal);

        await items.InsertAbsentAsync([Some.Image(path)], CancellationToken.None);

        images.FindRefusal(new SourceEntry.Picture(NaturalKey.Of(path, null), path, null, 1000, Some.Time)).ShouldBeNull();
        (await images.ListKnownAsync(Some.Pictures, null, 10, CancellationToken.None)).ShouldHaveSingleItem().Path.ShouldBe(path);
    }
}

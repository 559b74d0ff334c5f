using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.TestKit.Files;

namespace MediaPipeline.EndToEnd.Tests;

/// <summary>Real pictures: a copy is found whatever its size and format, and a stranger is not.</summary>
public sealed class SimilarTests
{
    private static readonly string Library = Path.Join(Product.Repository, "samples", "library");

    [Fact]
    public async Task SmallerCopyInAnotherFormat_IsFoundAsSimilar_AndAsANearDuplicate_AndNoOtherPictureIs()
    {
        using var directory = new TemporaryDirectory();
        Put(directory["pictures", "Altai.jpg"], await File.ReadAllBytesAsync(Path.Join(Library, "Landscapes", "Altai.jpg")));
        Put(directory["pictures", "Flower.jpg"], await File.ReadAllBytesAsync(Path.Join(Library, "日本語", "初夏の花.jpg")));
        Put(directory["pictures", "Leaf.gif"], await File.ReadAllBytesAsync(Path.Join(Library, "Abstract", "Fallen leaf.gif")));
        Put(directory["pictures", "Moon.png"], await File.ReadAllBytesAsync(Path.Join(Library, "Moons", "Ganymede, cut out.png")));
        await using var server = await RunningServer.StartAsync(directory["data"]);
        var (collection, scan) = await server.AddCollectionAsync(directory["pictures"]);
        await server.WaitForEndAsync(scan);
        var altai = (await server.ImagesAsync(collection)).Single(image => string.Equals(image.Name, "Altai.jpg", StringComparison.Ordinal));
        Put(directory["pictures", "Altai, small"], await server.Http.GetByteArrayAsync(altai.Thumbnail!.Url));
        Put(directory["pictures", "Altai, again.jpg"], await File.ReadAllBytesAsync(directory["pictures", "Altai.jpg"]));

        await server.WaitForEndAsync(await server.ScanAsync(collection));

        var similar = await server.GetAsync<SimilarImages>($"/api/v1/images/{altai.Id}/similar?maxDistance=10");
        similar.Items.Select(item => item.Image.Name).ShouldBe(["Altai, again.jpg", "Altai, small"]);
        similar.Items[0].Distance.ShouldBe(0);
        var group = (await server.GetAsync<Page<NearDuplicateGroup>>($"/api/v1/collections/{collection}/near-duplicates")).Items.ShouldHaveSingleItem();
        group.Images.Select(item => item.Image.Name).ShouldBe(["Altai, again.jpg", "Altai, small", "Altai.jpg"], ignoreOrder: true);
        group.Images.Count(item => string.Equals(item.Image.ContentHash, altai.ContentHash, StringComparison.Ordinal)).ShouldBe(2);
        group.Images.Select(item => item.Image.Width).Distinct().Count().ShouldBe(2);
    }

    /// <summary>Old enough not to count as growing.</summary>
    private static void Put(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        File.SetLastWriteTimeUtc(path, new DateTime(2024, 5, 1, 12, 0, 0, DateTimeKind.Utc));
    }
}

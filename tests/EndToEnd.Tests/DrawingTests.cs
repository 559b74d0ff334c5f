using System.Net;
using System.Text;
using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.TestKit.Files;

namespace MediaPipeline.EndToEnd.Tests;

/// <summary>The real server draws what its workers made, and loads what it draws with only then.</summary>
public sealed class DrawingTests
{
    private static readonly string Library = Path.Join(Product.Repository, "samples", "library");

    [Fact]
    public async Task CoverSheetAndPlaceholder_AreDrawn_AndDrawnAgainWhenPicturesCome()
    {
        using var directory = new TemporaryDirectory();
        Put(directory["pictures", "2 Altai.jpg"], await File.ReadAllBytesAsync(Path.Join(Library, "Landscapes", "Altai.jpg")));
        Put(directory["pictures", "3 Leaf.gif"], await File.ReadAllBytesAsync(Path.Join(Library, "Abstract", "Fallen leaf.gif")));
        Put(directory["pictures", "4 page.jpg"], Encoding.UTF8.GetBytes("<!DOCTYPE html><html><body>no picture</body></html>"));
        await using var server = await RunningServer.StartAsync(directory["data"]);
        var (collection, scan) = await server.AddCollectionAsync(directory["pictures"]);
        await server.WaitForEndAsync(scan);
        var failed = (await server.ImagesAsync(collection)).Single(image => image.LastError is not null);
        (await LibrariesAsync(server)).ShouldNotContain("libSkiaSharp");

        var (cover, coverTag) = await DrawnAsync(server, $"/api/v1/collections/{collection}/cover", "image/webp");
        var (sheet, _) = await DrawnAsync(server, $"/api/v1/collections/{collection}/contact-sheet?columns=3", "image/jpeg");
        var (placeholder, _) = await DrawnAsync(server, $"/api/v1/images/{failed.Id}/thumbnail?placeholder=true", "image/webp");
        using var missing = await server.Http.GetAsync($"/api/v1/images/{failed.Id}/thumbnail");
        (await LibrariesAsync(server)).ShouldContain("libSkiaSharp");

        missing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        Encoding.ASCII.GetString(cover, 8, 4).ShouldBe("WEBP");
        Encoding.ASCII.GetString(placeholder, 8, 4).ShouldBe("WEBP");
        sheet[..3].ShouldBe(new byte[] { 0xFF, 0xD8, 0xFF });

        Put(directory["pictures", "1 Moon.png"], await File.ReadAllBytesAsync(Path.Join(Library, "Moons", "Ganymede, cut out.png")));
        await server.WaitForEndAsync(await server.ScanAsync(collection));
        var (changed, changedTag) = await DrawnAsync(server, $"/api/v1/collections/{collection}/cover", "image/webp");

        changedTag.ShouldNotBe(coverTag);
        changed.ShouldNotBe(cover);
    }

    private static async Task<(byte[] Bytes, string Tag)> DrawnAsync(RunningServer server, string path, string type)
    {
        using var response = await server.Http.GetAsync(path);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType?.MediaType.ShouldBe(type);
        return (await response.Content.ReadAsByteArrayAsync(), response.Headers.ETag.ShouldNotBeNull().Tag);
    }

    private static Task<string> LibrariesAsync(RunningServer server) => File.ReadAllTextAsync($"/proc/{server.ProcessId}/maps");

    /// <summary>Old enough not to count as growing.</summary>
    private static void Put(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        File.SetLastWriteTimeUtc(path, new DateTime(2024, 5, 1, 12, 0, 0, DateTimeKind.Utc));
    }
}

using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.TestKit.Files;
using MediaPipeline.TestKit.Pictures;

namespace MediaPipeline.EndToEnd.Tests;

/// <summary>Lists that are read while they grow.</summary>
public sealed class ListingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task PicturesByCursor_WhileAScanAddsEarlierNames_ComeOnceEach_AlsoOverARestart()
    {
        using var directory = new TemporaryDirectory();
        Write(directory, "m", 60);
        var names = new List<string>();
        string collection;
        string? cursor;
        await using (var server = await RunningServer.StartAsync(directory["data"]))
        {
            (collection, var import) = await server.AddCollectionAsync(directory["pictures"]);
            await server.WaitForEndAsync(import, Patience);
            cursor = await ReadAsync(server, collection, null, names);
            Write(directory, "a", 120);
            Write(directory, "m 1", 120);
            await server.ScanAsync(collection);
            await server.WaitAsync(() => server.CollectionAsync(collection), view => view.Total > 60, Patience);
            cursor = await ReadAsync(server, collection, cursor, names);
            await server.KillAsync();
        }

        await using var last = await RunningServer.StartAsync(directory["data"]);
        for (var read = 0; cursor is not null && read < 100; read++)
        {
            cursor = await ReadAsync(last, collection, cursor, names);
        }

        names.Distinct().Count().ShouldBe(names.Count);
        names.Where(name => name.StartsWith("m ", StringComparison.Ordinal) && name.Count(c => c == ' ') == 1)
            .ShouldBe(Enumerable.Range(0, 60).Select(i => $"m {i}.png"));
    }

    private static void Write(TemporaryDirectory directory, string name, int count) =>
        PngPicture.WriteMany(count, 40, 30, i => directory["pictures", $"{name} {i}.png"]);

    private static async Task<string?> ReadAsync(RunningServer server, string collection, string? cursor, List<string> names)
    {
        var page = await server.GetAsync<Page<ImageView>>(
            $"/api/v1/collections/{collection}/images?pageSize=10{(cursor is null ? "" : $"&cursor={cursor}")}");
        names.AddRange(page.Items.Select(image => image.Name));
        return page.NextCursor;
    }
}

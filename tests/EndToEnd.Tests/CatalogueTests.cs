using System.Net.Http.Json;
using System.Text.Json;
using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.TestKit.Files;

namespace MediaPipeline.EndToEnd.Tests;

/// <summary>A catalogue file goes in, titles come out.</summary>
public sealed class CatalogueTests
{
    private const string Films = """
        [
          {"id": "1", "title": "Alien", "type": "movie", "year": 1979, "genres": ["Horror"], "synopsis": "In space no one can hear you scream."},
          {"id": "2", "title": "Brazil", "type": "movie", "year": 1985},
          {"id": "3", "title": "Dune", "type": "movie", "year": "soon"}
        ]
        """;

    [Fact]
    public async Task Once_OnACatalogueFile_MakesItsTitlesLive_SaysWhatIsInvalid_AndTheSecondTimeTouchesNothing()
    {
        using var directory = new TemporaryDirectory();
        var file = directory["films.json"];
        await File.WriteAllTextAsync(file, Films);

        var first = await RunAsync(directory, file);
        first.Output.ShouldContain("2 live");
        first.ExitCode.ShouldBe(1, "one record is invalid");
        first.Error.ShouldContain("invalidRecord");
        first.Error.ShouldContain("soon");

        (await RunAsync(directory, file)).Output.ShouldContain("3 unchanged");

        await using var server = await RunningServer.StartAsync(directory["data"]);
        var exported = (await server.Http.GetStringAsync("/api/v1/media/export")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement).ToList();
        exported.Select(title => title.GetProperty("state").GetString()).Order().ShouldBe(["failed", "live", "live"]);
        var list = await server.Http.GetFromJsonAsync<JsonElement>("/api/v1/media?type=movie&state=live&yearTo=1980");
        list.GetProperty("items")[0].GetProperty("title").GetString().ShouldBe("Alien");
    }

    private static Task<Ended> RunAsync(TemporaryDirectory directory, string file) =>
        Product.RunAsync(directory["data"], "--once", "--urls", "http://127.0.0.1:0", "--data", directory["data"], file);
}

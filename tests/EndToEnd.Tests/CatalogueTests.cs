using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.TestKit.Catalogues;
using MediaPipeline.TestKit.Files;

namespace MediaPipeline.EndToEnd.Tests;

/// <summary>A catalogue file goes in, titles come out.</summary>
public sealed partial class CatalogueTests
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

        first.Output.ShouldContain("films.json: 3 records read: 3 new, 1 invalid");

        var second = await RunAsync(directory, file);
        second.Output.ShouldContain("3 unchanged");
        second.ExitCode.ShouldBe(1, "it is still invalid");
        second.Error.ShouldContain("items?kind=media&state=failed");

        await using var server = await RunningServer.StartAsync(directory["data"]);
        var exported = (await server.Http.GetStringAsync("/api/v1/media/export")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement).ToList();
        exported.Select(title => title.GetProperty("state").GetString()).Order().ShouldBe(["failed", "live", "live"]);
        var list = await server.Http.GetFromJsonAsync<JsonElement>("/api/v1/media?type=movie&state=live&yearTo=1980");
        list.GetProperty("items")[0].GetProperty("title").GetString().ShouldBe("Alien");
    }

    [Fact]
    public async Task TheSampleCatalogue_IsImported_AndEachSuggestedSearchFindsItsTitle()
    {
        using var directory = new TemporaryDirectory();
        await using var server = RunningServer.LaunchImport(directory["data"], Path.Join(Product.Repository, "samples", "films.json"));
        await server.WaitUntilItAnswersAsync();
        await server.WaitForOutputAsync("by its decade");

        server.Output.ShouldContain("films.json: 323 records read: 323 new");
        var searches = Search().Matches(server.Output);
        searches.Count.ShouldBe(3);
        foreach (Match search in searches)
        {
            var found = await server.Http.GetFromJsonAsync<JsonElement>(search.Groups["url"].Value);
            found.GetProperty("items").EnumerateArray().Select(title => title.GetProperty("title").GetString())
                .ShouldContain(search.Groups["title"].Value, search.Value);
        }
    }

    [Fact]
    public async Task TheSourceSample_GivesTheSameFilmsEveryTime_AndHasNoOtherTypeAndNoList()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await RunningServer.StartAsync(directory["data"]);

        var first = await server.WaitForEndAsync(await server.StartImportAsync(new { source = "sample" }));
        var second = await server.WaitForEndAsync(await server.StartImportAsync(new { source = "sample", mediaType = "movie" }));

        (first.State, first.Import).ShouldBe((JobState.Completed, new ImportReport(Read: 323, New: 323)));
        (second.State, second.Import).ShouldBe((JobState.Completed, new ImportReport(Read: 323, Unchanged: 323)));
        using var refused = await server.Http.PostAsJsonAsync("/api/v1/imports", new { source = "sample", mediaType = "anime" });
        (await refused.Content.ReadAsStringAsync()).ShouldContain("sample has no titles of type 'anime', only movie.");
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("<html>404</html>", "names no column 'title'")]
    [InlineData("[{\"title\":\"Heat\"},{\"title\":", "the file ends in record 2")]
    public async Task Once_OnAFileThatIsNoCatalogue_EndsWith1AndSaysWhy(string content, string why)
    {
        using var directory = new TemporaryDirectory();
        var file = directory["films.json"];
        await File.WriteAllTextAsync(file, content);

        var ended = await RunAsync(directory, file);

        ended.ExitCode.ShouldBe(1, ended.Error);
        ended.Output.ShouldContain(why);
    }

    [Fact]
    public async Task CtrlCDuringAnImport_EndsItWith130_AndTheSameCommandGoesOnWithIt()
    {
        using var directory = new TemporaryDirectory();
        var file = ManyTitles.Write(directory["titles.jsonl"], 10_000);
        await using var server = RunningServer.LaunchImport(directory["data"], file, new Dictionary<string, string> { ["Imports__PageSize"] = "1" });
        await server.WaitForOutputAsync(" read, ");

        (await server.StopAsync("INT")).ShouldBe(130, server.Output);

        var again = await RunAsync(directory, file);
        again.ExitCode.ShouldBe(1, "some records are invalid");
        again.Output.ShouldContain("titles.jsonl: 10,000 records read: ");
        again.Output.ShouldNotContain("unchanged", Case.Sensitive, "it went on, and did not begin anew");
    }

    [GeneratedRegex(@"(?<url>http://\S+/api/v1/media\?\S+)  finds '(?<title>[^\n]+)' by ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Search();

    private static Task<Ended> RunAsync(TemporaryDirectory directory, string file) =>
        Product.RunAsync(directory["data"], "--once", "--urls", "http://127.0.0.1:0", "--data", directory["data"], file);
}

using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Tests.Running;

namespace MediaPipeline.Grains.Tests.Media;

/// <summary>Which records are one title: by the ids of registries, never by its name; and what a person says about it.</summary>
public sealed class IdentityTests
{
    [Fact]
    public async Task TwoRecordsWithOneImdbId_AreOneTitle_InOneImportAndInTwo()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.Catalogue.Add(Movie("1", "Alien", imdb: "tt0078748"), Movie("2", "Alien (1979)", imdb: "tt0078748"));
        var first = await pipeline.ImportAsync();

        pipeline.Catalogue.Records.Clear();
        pipeline.Catalogue.Add(Movie("3", "Alien", imdb: "tt0078748") with { Synopsis = "In space.", Genres = ["Horror"] });
        var second = await pipeline.ImportAsync();

        (first.Import!.New, first.Import.Merged).ShouldBe((1, 1));
        (second.Import!.New, second.Import.Merged, second.Import.Changed).ShouldBe((0, 1, 0));
        var title = (await pipeline.TitlesAsync()).ShouldHaveSingleItem();
        title.Sources.ShouldBe(["file:1", "file:2", "file:3"]);
        (title.Title, title.Synopsis, title.State).ShouldBe(("Alien", "In space.", ItemState.Live));
        (await pipeline.ImportAsync()).Import.ShouldBe(new ImportReport(Read: 1, Unchanged: 1));
    }

    [Fact]
    public async Task TitlesWithOneName_StayTwo()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.Catalogue.Add(Movie("1", "Alien"), Movie("2", "Alien"));

        await pipeline.ImportAsync();

        (await pipeline.TitlesAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task ThreeSeasonsOfAnAnimeWithOneTvdbId_StayThree()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.Catalogue.Add(Enumerable.Range(1, 3).Select(season => Movie($"{season}", $"Show {season}") with
        {
            Type = "anime",
            ExternalIds = Ids(("tvdb", "81797"), ("imdb", "tt0388629"), ("mal", $"{season}")),
        }));

        await pipeline.ImportAsync();

        (await pipeline.TitlesAsync()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task AnAnimeAndAManga_WithOneNumberAtMyAnimeList_StayTwo()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.Catalogue.Add(
            Movie("1", "Monster") with { Type = "anime", ExternalIds = Ids(("mal", "1")) },
            Movie("2", "Monster") with { Type = "manga", ExternalIds = Ids(("mal", "1")) });

        await pipeline.ImportAsync();

        (await pipeline.TitlesAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task TwoTitlesThatAnIdJoins_BecomeOne_AndTheOldIdLeadsThere()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.Catalogue.Add(Movie("1", "Alien", imdb: "tt0078748"), Movie("2", "Alien", ids: ("tmdb:movie", "348")));
        await pipeline.ImportAsync();
        pipeline.Catalogue.Records[1] = (Movie("2", "Alien", "tt0078748", ("tmdb:movie", "348")), []);

        await pipeline.ImportAsync();

        var (one, two) = (MediaId.Of("file", "movie", "1"), MediaId.Of("file", "movie", "2"));
        var title = await pipeline.WaitForTitleAsync(one, title => title is { Sources.Count: 2, State: ItemState.Live });
        title.ExternalIds.ShouldBe(Ids(("imdb", "tt0078748"), ("tmdb:movie", "348")), ignoreOrder: true);
        (await pipeline.WaitForTitleAsync(two, title => title.State == ItemState.Skipped)).MergedInto.ShouldBe(one);
        (await pipeline.TitlesAsync()).ShouldHaveSingleItem();
        (await pipeline.ImportAsync()).Import.ShouldBe(new ImportReport(Read: 2, Unchanged: 2));
    }

    [Theory]
    [InlineData("merge", 1)]
    [InlineData("keepApart", 2)]
    public async Task OneIdAndTwoTypes_IsAQuestion(string answer, int titles)
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.Catalogue.Add(Movie("1", "Alien", imdb: "tt0078748"), Movie("2", "Alien", imdb: "tt0078748") with { Type = "tv" });
        var job = await pipeline.StartImportAsync();
        var asked = MediaId.Of("file", "tv", "2");
        var question = (await pipeline.WaitForTitleAsync(asked, title => title.State == ItemState.Waiting)).WaitingFor.ShouldNotBeNull();
        question.Code.ShouldBe("sameTitle");
        question.Choices.ShouldBe(["merge", "keepApart"]);
        question.Message.ShouldContain("imdb:tt0078748");
        question.Message.ShouldContain("one is of type 'tv', the other of type 'movie'");

        (await pipeline.Grains.GetGrain<IMediaGrain>(asked.Value).Answer(answer)).Status.ShouldBe(CommandStatus.Done);

        await pipeline.WaitForEndAsync(job);
        (await pipeline.TitlesAsync()).Count.ShouldBe(titles);
        (await pipeline.ImportAsync()).Progress.Total.ShouldBe(0, "it is not asked again");
    }

    [Fact]
    public async Task Merge_ByAPerson_JoinsWhatNoIdJoins_AndSplitUndoesIt()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.Catalogue.Add(Movie("1", "Alien"), Movie("2", "Alien, der Film") with { Synopsis = "Im Weltall." });
        await pipeline.ImportAsync();
        var (one, two) = (MediaId.Of("file", "movie", "1"), MediaId.Of("file", "movie", "2"));

        (await pipeline.Grains.GetGrain<IMediaGrain>(two.Value).Merge(one)).Status.ShouldBe(CommandStatus.Done);

        await pipeline.WaitForTitleAsync(two, title => title.State == ItemState.Skipped);
        (await pipeline.WaitForTitleAsync(one, title => title.State == ItemState.Live && title.Sources.Count == 2)).Synopsis.ShouldBe("Im Weltall.");
        (await pipeline.ImportAsync()).Import.ShouldBe(new ImportReport(Read: 2, Unchanged: 2));

        var split = await pipeline.Grains.GetGrain<IMediaGrain>(one.Value).Split(["file:2"]);

        split.Title.ShouldBe(two);
        await pipeline.WaitForTitleAsync(two, title => title is { State: ItemState.Live, Sources.Count: 1, MergedInto: null });
        (await pipeline.WaitForTitleAsync(one, title => title.State == ItemState.Live && title.Sources.Count == 1)).Synopsis.ShouldBeNull();
        (await pipeline.ImportAsync()).Import.ShouldBe(new ImportReport(Read: 2, Unchanged: 2));
    }

    [Fact]
    public async Task Split_OfRecordsThatAnIdJoined_StaysSplit()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.Catalogue.Add(Movie("1", "Alien", imdb: "tt0078748"), Movie("2", "Aliens", imdb: "tt0078748"));
        await pipeline.ImportAsync();
        var one = MediaId.Of("file", "movie", "1");

        var two = (await pipeline.Grains.GetGrain<IMediaGrain>(one.Value).Split(["file:2"])).Title.ShouldNotBeNull();

        await pipeline.WaitForTitleAsync(two, title => title.State == ItemState.Live);
        await pipeline.WaitForTitleAsync(one, title => title.State == ItemState.Live && title.Sources.Count == 1);
        pipeline.Catalogue.Records[1] = (Movie("2", "Aliens", imdb: "tt0078748") with { Synopsis = "Again." }, []);
        (await pipeline.ImportAsync()).Import.ShouldBe(new ImportReport(Read: 2, Changed: 1, Unchanged: 1));
        (await pipeline.TitlesAsync()).Select(title => title.Title).ShouldBe(["Alien", "Aliens"]);
    }

    [Fact]
    public async Task Split_OfAllOrUnknownSources_IsRefused()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.Catalogue.Add(Movie("1", "Alien"));
        await pipeline.ImportAsync();

        var split = await pipeline.Grains.GetGrain<IMediaGrain>(MediaId.Of("file", "movie", "1").Value).Split(["file:1"]);

        (split.Result.Status, split.Result.Code).ShouldBe((CommandStatus.Invalid, "unknownSources"));
    }

    private static MediaFacts Movie(string id, string title, string? imdb = null, params ReadOnlySpan<(string, string)> ids) =>
        FakeCatalogue.Title(id, title) with { ExternalIds = imdb is null ? Ids(ids) : Ids([("imdb", imdb), .. ids]) };

    private static Dictionary<string, string> Ids(params ReadOnlySpan<(string, string)> ids)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (registry, id) in ids)
        {
            all[registry] = id;
        }

        return all;
    }
}

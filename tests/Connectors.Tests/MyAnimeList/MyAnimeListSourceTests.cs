using System.Text.Json;
using MediaPipeline.Connectors.MyAnimeList;
using MediaPipeline.Connectors.Tests.Support;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Ports.Catalogue;
using MediaPipeline.TestKit.Providers;

namespace MediaPipeline.Connectors.Tests.MyAnimeList;

public sealed class MyAnimeListSourceTests : IDisposable
{
    private static readonly SourceQuery Anime = new("anime"), Manga = new("manga");
    private readonly RecordedProvider _server = new();

    public static TheoryData<string> JikanAnswers => Recorded.All("Jikan");

    public static TheoryData<string> MyAnimeListAnswers => Recorded.All("MyAnimeList");

    public void Dispose() => _server.Dispose();

    [Fact]
    public void AnimeOfTheApi() => MyAnimeListMapping.Map(Recorded.Json("MyAnimeList/animeDetails.json"), "anime", 1).ShouldSay(new MediaFacts
    {
        Source = "myanimelist",
        ExternalId = "967",
        Type = "anime",
        ExternalIds = Ids("967"),
        Title = "Hokuto no Ken",
        Titles = new Dictionary<string, string> { ["ja-Latn"] = "Hokuto no Ken", ["en"] = "Fist of the North Star", ["ja"] = "北斗の拳" },
        Synonyms = ["Seikimatsu Kyuseishu Densetsu: Hokuto no Ken", "HNK"],
        Genres = ["Action", "Drama", "Martial Arts", "Sci-Fi", "Shounen"],
        Year = 1984,
        Episodes = 109,
        Minutes = 25,
        CoverUrl = "https://api-cdn.myanimelist.net/images/anime/8/18502l.jpg",
    });

    [Fact]
    public void MangaOfTheApi() => MyAnimeListMapping.Map(Recorded.Json("MyAnimeList/mangaDetails.json"), "manga", 1).ShouldSay(new MediaFacts
    {
        Source = "myanimelist",
        ExternalId = "401",
        Type = "manga",
        ExternalIds = Ids("401"),
        Title = "Kiseijuu",
        Titles = new Dictionary<string, string> { ["ja-Latn"] = "Kiseijuu", ["en"] = "Parasyte", ["ja"] = "寄生獣" },
        Synonyms = ["Parasite", "Parasitic Beasts"],
        Genres = ["Action", "Psychological", "Sci-Fi", "Drama", "Horror", "Seinen"],
        Status = "finished",
        CoverUrl = "https://api-cdn.myanimelist.net/images/manga/2/188928l.jpg",
    });

    [Fact]
    public void DatesOfTheApi_KeepTheirPrecision_AndNumbersTheirScale()
    {
        var record = MyAnimeListMapping.Map(
            JsonElement.Parse(
                """
                {"id":1,"title":"Solo Leveling","media_type":"manhwa","alternative_titles":{"en":"","ja":"나 혼자만 레벨업","synonyms":[]},
                 "mean":8.66,"start_date":"2018-03","end_date":"2023","num_list_users":712000,"nsfw":"gray","rating":"pg_13","status":"currently_publishing","synopsis":null}
                """),
            "manga", 1);

        record.ShouldSay(new MediaFacts
        {
            Source = "myanimelist",
            ExternalId = "1",
            Type = "manga",
            ExternalIds = Ids("1"),
            Title = "Solo Leveling",
            Titles = new Dictionary<string, string> { ["ko-Latn"] = "Solo Leveling", ["ko"] = "나 혼자만 레벨업" },
            StartDate = "2018-03",
            EndDate = "2023",
            Year = 2018,
            Status = "ongoing",
            Score = 86.6,
            Popularity = 712_000,
        });
    }

    [Theory]
    [InlineData("""{"nsfw":"black"}""", true)]
    [InlineData("""{"rating":"rx"}""", true)]
    [InlineData("""{"genres":[{"id":12,"name":"Hentai"}],"nsfw":"white"}""", true)]
    [InlineData("""{"genres":[{"id":9,"name":"Ecchi"}],"nsfw":"white","rating":"r+"}""", false)]
    [InlineData("""{"nsfw":"gray"}""", null)]
    [InlineData("""{"nsfw":"a colour of tomorrow"}""", null)]
    public void ForAdults_IsWhatIsMarkedSo(string title, bool? isAdult) =>
        MyAnimeListMapping.Map(JsonElement.Parse($$"""{"id":1,"title":"A",{{title.TrimStart('{')}}"""), "anime", 1).Facts!.Adult.ShouldBe(isAdult);

    [Fact]
    public void AnimeOfJikan()
    {
        var record = JikanMapping.Map(Recorded.Json("Jikan/anime-getAnimeById.json").GetProperty("data"), "anime", 1);

        var synopsis = record.Facts!.Synopsis.ShouldNotBeNull();
        synopsis.ShouldStartWith("In the year 2022, virtual reality has progressed by leaps and bounds");
        record.ShouldSay(new MediaFacts
        {
            Source = "myanimelist",
            ExternalId = "11757",
            Type = "anime",
            ExternalIds = Ids("11757"),
            Title = "Sword Art Online",
            Titles = new Dictionary<string, string>
            {
                ["ja-Latn"] = "Sword Art Online",
                ["en"] = "Sword Art Online",
                ["ja"] = "ソードアート・オンライン",
            },
            Synonyms = ["S.A.O", "SAO"],
            Synopsis = synopsis,
            Genres = ["Action", "Adventure", "Fantasy", "Romance"],
            Tags = ["Love Polygon", "Video Game", "Shounen"],
            StartDate = "2012-07-08",
            EndDate = "2012-12-23",
            Year = 2012,
            Episodes = 25,
            Minutes = 23,
            Status = "finished",
            Score = 72,
            Popularity = 2_669_774,
            Adult = false,
            CoverUrl = "https://cdn.myanimelist.net/images/anime/11/39717l.jpg",
        });
    }

    [Fact]
    public void ASpecialOfJikan_HasNoEnd_AndNoEnglishTitle()
    {
        var record = JikanMapping.Map(Recorded.Json("Jikan/anime-getAnimeSearch.json").GetProperty("data")[0], "anime", 1);

        var facts = record.Facts.ShouldNotBeNull();
        record.Faults.ShouldBeEmpty();
        facts.Titles.Keys.ShouldBe(["ja-Latn", "ja"]);
        facts.Synonyms.ShouldBe(["Akuma no Riddle Special", "Riddle Story of Devil Special", "Akuma no Riddle Episode 13"]);
        (facts.StartDate, facts.EndDate, facts.Year, facts.Minutes, facts.Score).ShouldBe(("2014-11-22", null, 2014, 23, 65.2));
        facts.Genres.ShouldBe(["Action", "Comedy", "Girls Love", "Ecchi"]);
        facts.Adult.ShouldBe(false);
    }

    [Fact]
    public void MangaOfJikan()
    {
        var record = JikanMapping.Map(Recorded.Json("Jikan/top-getTopManga.json").GetProperty("data")[0], "manga", 1);

        var facts = record.Facts.ShouldNotBeNull();
        record.Faults.ShouldBeEmpty();
        (facts.ExternalId, facts.Type, facts.Title, facts.Status, facts.Score).ShouldBe(("2", "manga", "Berserk", "hiatus", 94.3));
        (facts.StartDate, facts.EndDate, facts.Year, facts.Episodes).ShouldBe(("1989-08-25", "2021-09-10", 1989, null));
        facts.Titles.ShouldContain(new KeyValuePair<string, string>("ja", "ベルセルク"));
        facts.Synonyms.ShouldBe(["Berserk: The Prototype"]);
        facts.Tags.ShouldBe(["Demons", "Military", "Psychological", "Seinen"]);
    }

    [Fact]
    public void DatesOfJikan_AreAsPreciseAsTheirParts()
    {
        var facts = JikanMapping.Map(
            JsonElement.Parse(
                """
                {"mal_id":1,"title":"A","explicit_genres":[{"name":"Hentai"}],
                 "titles":[{"type":"German","title":"B"},{"type":"Synonym","title":"C"},{"type":"Default","title":"A"}],
                 "aired":{"from":"1999-01-01T00:00:00+00:00","prop":{"from":{"day":null,"month":null,"year":1999},"to":{"day":null,"month":null,"year":null}}}}
                """),
            "anime", 1).Facts!;

        (facts.StartDate, facts.EndDate, facts.Year, facts.Adult).ShouldBe(("1999", null, 1999, true));
        facts.Titles.ShouldContain(new KeyValuePair<string, string>("de", "B"));
        facts.Synonyms.ShouldBe(["C"]);
        facts.Genres.ShouldBe(["Hentai"]);
    }

    [Fact]
    public void UnknownWords_AreNoFaults()
    {
        var record = JikanMapping.Map(Recorded.Json("Jikan/anime-getAnimeById_unknowns.json").GetProperty("data"), "anime", 1);

        record.Faults.ShouldBeEmpty();
        record.Facts!.Title.ShouldBe("Sword Art Online");
    }

    [Theory]
    [MemberData(nameof(JikanAnswers))]
    public async Task EveryAnswerOfJikan_IsRead(string name)
    {
        await using var providers = Providers(key: null);
        _server.Answer(_ => RecordedAnswer.Ok(Recorded.Body(name)));

        await Recorded.ShouldBeReadAsync(async () => (await providers.Source("myanimelist").ReadAsync(Anime, null, default)).Records);
    }

    [Theory]
    [MemberData(nameof(MyAnimeListAnswers))]
    public async Task EveryAnswerOfTheApi_IsRead(string name)
    {
        await using var providers = Providers(key: "client");
        _server.Answer(_ => RecordedAnswer.Ok(Recorded.Body(name)));

        await Recorded.ShouldBeReadAsync(async () => (await providers.Source("myanimelist").ReadAsync(Manga, null, default)).Records);
    }

    [Fact]
    public async Task WithAClientId_TheApiIsRead_ToItsEnd()
    {
        await using var providers = Providers(key: "client");
        _server.AnswerInTurn(
            RecordedAnswer.Ok(Recorded.Body("MyAnimeList/mangaList.json")), RecordedAnswer.Ok("""{"data":[{"node":{"id":5,"title":"B"}}],"paging":{}}"""));
        var source = providers.Source("myanimelist");

        var first = await source.ReadAsync(Manga, null, default);
        var second = await source.ReadAsync(Manga, first.Next, default);

        first.Records.Select(record => record.Facts!.ExternalId).ShouldBe(["401", "78789", "80797"]);
        second.Records.ShouldHaveSingleItem().Place.ShouldBe("myanimelist manga 5");
        second.Next.ShouldBeNull();
        _server.Requests.Select(request => request.Path).Distinct().ShouldBe(["/api/manga/ranking"]);
        _server.Requests[1].Query.ShouldStartWith("ranking_type=bypopularity&limit=100&offset=100&nsfw=true&fields=alternative_titles,");
        _server.Requests.ShouldAllBe(request => request.Headers["X-MAL-CLIENT-ID"] == "client");
    }

    [Fact]
    public async Task WithoutOne_JikanIsRead()
    {
        await using var providers = Providers(key: null);
        _server.AnswerInTurn(
            RecordedAnswer.Ok(Recorded.Body("Jikan/anime-getAnimeSearch.json")), RecordedAnswer.Ok("""{"data":[],"pagination":{"has_next_page":true}}"""));
        var source = providers.Source("myanimelist");

        var first = await source.ReadAsync(Anime, "myanimelist:300", default);
        var second = await source.ReadAsync(Anime, first.Next, default);

        (first.Next, second.Next).ShouldBe(("jikan:2", null));
        _server.Requests.Select(request => (request.Path, request.Query)).ShouldBe(
            [("/jikan/anime", "order_by=mal_id&sort=asc&page=1"), ("/jikan/anime", "order_by=mal_id&sort=asc&page=2")]);
    }

    [Fact]
    public async Task ARefusedRequest_ClosesTheGate_AndSaysWhatToCheck()
    {
        await using var providers = Providers(key: "client");
        _server.Answer(_ => new RecordedAnswer(400, """{"message":"Invalid client id","error":"bad_request"}"""));

        var refused = await Should.ThrowAsync<ProviderUnavailableException>(() => providers.Source("myanimelist").ReadAsync(Anime, null, default));

        refused.Message.ShouldBe(
            "myanimelist refused /anime/ranking with 400: Invalid client id; check the settings in Providers:myanimelist and what was asked for.");
        providers.Limits.Describe("myanimelist").WaitingFor.ShouldNotBeNull().Code.ShouldBe("providerRefused");
    }

    [Fact]
    public async Task AnUnknownList_IsRefused()
    {
        await using var providers = Providers(key: null);
        var source = providers.Source("myanimelist");

        source.FindRefusal(new("anime", "airing")).ShouldBeNull();
        source.FindRefusal(new("manga", "airing")).ShouldNotBeNull().Message
            .ShouldBe("myanimelist has no list 'airing' of type manga; use all, top, popular, favorite, or name none.");
    }

    private static Dictionary<string, string> Ids(string id) => new() { ["mal"] = id };

    private ProvidersUnderTest Providers(string? key) => new(
        null, [("myanimelist:BaseAddress", $"{_server.Address}/api"), ("jikan:BaseAddress", $"{_server.Address}/jikan"), ("myanimelist:Key", key ?? "")]);
}

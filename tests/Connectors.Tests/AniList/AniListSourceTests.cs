using System.Text.Json;
using MediaPipeline.Connectors.Tests.Support;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Ports.Catalogue;
using MediaPipeline.TestKit.Providers;
using Microsoft.Extensions.Time.Testing;

namespace MediaPipeline.Connectors.Tests.AniList;

public sealed class AniListSourceTests : IDisposable
{
    private static readonly SourceQuery Anime = new("anime"), Manga = new("manga");
    private readonly FakeTimeProvider _clock = new();
    private readonly RecordedProvider _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task AnAnime()
    {
        var record = (await ReadAsync("anime-page-1", Anime)).Records[0];

        var facts = record.Facts!;
        facts.Synopsis.ShouldNotBeNull().ShouldStartWith("Mari Tamaki is in her second year of high school and wants to start something.");
        facts.Synopsis.ShouldEndWith("she's going to try to go with Shirase. (Source: Anime News Network)");
        facts.Tags.Count.ShouldBe(20);
        facts.Tags.ShouldContain("Coming of Age");
        record.ShouldSay(new MediaFacts
        {
            Source = "anilist",
            ExternalId = "99426",
            Type = "anime",
            ExternalIds = new Dictionary<string, string> { ["mal"] = "35839", ["anilist"] = "99426" },
            Title = "Sora yori mo Tooi Basho",
            Titles = new Dictionary<string, string>
            {
                ["ja-Latn"] = "Sora yori mo Tooi Basho",
                ["en"] = "A Place Further Than the Universe",
                ["ja"] = "宇宙よりも遠い場所",
            },
            Synonyms =
            [
                "Uchuu Yorimo Toui Basho", "Sora yorimo Tooi Basho", "Uchuu yori mo Tooi Basho", "Yorimoi", "מקום רחוק יותר מהיקום", "ตามหัวใจไปสุดขอบฟ้า",
                "ดินแดนที่ห่างไกลยิ่งกว่าอวกาศ",
            ],
            Synopsis = facts.Synopsis,
            Genres = ["Adventure", "Comedy", "Drama"],
            Tags = facts.Tags,
            StartDate = "2018-01-02",
            EndDate = "2018-03-27",
            Year = 2018,
            Episodes = 13,
            Minutes = 24,
            Status = "finished",
            Score = 84,
            Popularity = 145_662,
            Adult = false,
            CoverUrl = "https://s4.anilist.co/file/anilistcdn/media/anime/cover/large/bx99426-ti5BL69Ip3kZ.png",
        });
    }

    [Fact]
    public async Task AnAnimeThatOnlyItsYearIsKnownOf_WithoutAnEnglishTitle()
    {
        var record = (await ReadAsync("anime-page-1", Anime)).Records[3];

        record.ShouldSay(new MediaFacts
        {
            Source = "anilist",
            ExternalId = "2300",
            Type = "anime",
            ExternalIds = new Dictionary<string, string> { ["mal"] = "2300", ["anilist"] = "2300" },
            Title = "Uchuu no Kishi Tekkaman Blade: TWIN BLOOD",
            Titles = new Dictionary<string, string>
            {
                ["ja-Latn"] = "Uchuu no Kishi Tekkaman Blade: TWIN BLOOD",
                ["ja"] = "宇宙の騎士テッカマンブレード 特典映像 TWIN BLOOD",
            },
            Synonyms = ["Uchuu no Kishi Tekkaman Blade - S1 Twin Blood"],
            Synopsis = "Twin Blood is an alternate version of Blade and Evil's first battle, with drastically different character and mecha designs from the "
                + "rest of the series. Blade/D-Boy does not need Pegas to transform and the armor more closely resembles the Radam humanoids from "
                + "Tekkaman Blade II.",
            Genres = ["Action", "Mecha", "Sci-Fi"],
            Tags = ["Shounen"],
            StartDate = "1994",
            EndDate = "1994",
            Year = 1994,
            Episodes = 1,
            Minutes = 10,
            Status = "finished",
            Score = 59,
            Popularity = 827,
            Adult = false,
            CoverUrl = "https://s4.anilist.co/file/anilistcdn/media/anime/cover/medium/2300.jpg",
        });
    }

    [Fact]
    public async Task AnAnimeThatGoesOn_HasNoEnd_AndNoIdOfMyAnimeListWhereItHasNone()
    {
        var records = (await ReadAsync("anime-page-1", Anime)).Records;

        var (onePiece, special) = (records[2].Facts!, records[1].Facts!);
        (onePiece.ExternalId, onePiece.Status, onePiece.StartDate, onePiece.EndDate, onePiece.Episodes).ShouldBe(("21", "ongoing", "1999-10-20", null, null));
        special.ExternalIds.ShouldBe(new Dictionary<string, string> { ["anilist"] = "162314" });
        records.ShouldAllBe(record => record.Faults.Count == 0);
    }

    [Fact]
    public async Task AManga()
    {
        var record = (await ReadAsync("manga-page", Manga)).Records.ShouldHaveSingleItem();

        var facts = record.Facts!;
        facts.Synopsis.ShouldNotBeNull().ShouldStartWith("In this post-apocalyptic sci-fi story, humanity has been devastated");
        facts.Synopsis.ShouldEndWith("(Source: Kodansha USA) Note: Includes 2 extra chapters.");
        facts.Synonyms.Count.ShouldBe(19);
        facts.Synonyms.ShouldContain("Ataque de los Titanes", "spaces around it are left out");
        facts.Tags.Count.ShouldBe(54);
        record.ShouldSay(new MediaFacts
        {
            Source = "anilist",
            ExternalId = "53390",
            Type = "manga",
            ExternalIds = new Dictionary<string, string> { ["mal"] = "23390", ["anilist"] = "53390" },
            Title = "Shingeki no Kyojin",
            Titles = new Dictionary<string, string> { ["ja-Latn"] = "Shingeki no Kyojin", ["en"] = "Attack on Titan", ["ja"] = "進撃の巨人" },
            Synonyms = facts.Synonyms,
            Synopsis = facts.Synopsis,
            Genres = ["Action", "Drama", "Fantasy", "Mystery"],
            Tags = facts.Tags,
            StartDate = "2009-09-09",
            EndDate = "2021-04-09",
            Year = 2009,
            Status = "finished",
            Score = 84,
            Popularity = 206_057,
            Adult = false,
            CoverUrl = "https://s4.anilist.co/file/anilistcdn/media/manga/cover/large/bx53390-1RsuABC34P9D.jpg",
        });
    }

    [Fact]
    public async Task Pages_AreReadToTheLast_NewestFirst()
    {
        await using var providers = Providers();
        _server.AnswerInTurn(Recorded.Answer("AniList", "anime-page-1"), Recorded.Answer("AniList", "anime-page-2"));
        var source = providers.Source("anilist");

        var first = await source.ReadAsync(Anime, null, default);
        var second = await source.ReadAsync(Anime, first.Next, default);

        (first.Next, first.IsNewestFirst, second.Next).ShouldBe(("2", true, null));
        first.Records.Concat(second.Records).Select(record => record.Place).ShouldBe(
            ["anime 99426", "anime 162314", "anime 21", "anime 2300", "anime 1143", "anime 1", "anime 2300"]);
        var asked = _server.Requests.Select(request => JsonElement.Parse(request.Body).GetProperty("variables").GetRawText());
        asked.ShouldBe(
            [
                """{"type":"ANIME","sort":"UPDATED_AT_DESC","page":1,"perPage":50}""",
                """{"type":"ANIME","sort":"UPDATED_AT_DESC","page":2,"perPage":50}""",
            ]);
        _server.Requests.ShouldAllBe(request => !request.Headers.ContainsKey("Authorization"));
    }

    [Theory]
    [InlineData("popular", "POPULARITY_DESC")]
    [InlineData("score", "SCORE_DESC")]
    [InlineData("trending", "TRENDING_DESC")]
    public async Task Lists_AreInAnotherOrder_ThatDoesNotEndAtWhatIsKnown(string list, string sort)
    {
        await using var providers = Providers();
        _server.AnswerInTurn(Recorded.Answer("AniList", "anime-page-1"));

        var page = await providers.Source("anilist").ReadAsync(new("anime", list), null, default);

        page.IsNewestFirst.ShouldBeFalse();
        _server.Requests.ShouldHaveSingleItem().Body.ShouldContain($"\"sort\":\"{sort}\"");
    }

    [Fact]
    public async Task AnUnknownList_IsRefused()
    {
        await using var providers = Providers();

        providers.Source("anilist").FindRefusal(new("anime", "popular")).ShouldBeNull();
        providers.Source("anilist").FindRefusal(new("anime", "airing")).ShouldNotBeNull().Message
            .ShouldBe("AniList has no list 'airing'; name one of popular, score, trending, or none for what was changed last.");
    }

    [Fact]
    public async Task AToken_IsSent()
    {
        await using var providers = Providers(("anilist:Key", "secret"));
        _server.AnswerInTurn(Recorded.Answer("AniList", "anime-page-2"));

        await providers.Source("anilist").ReadAsync(Anime, null, default);

        _server.Requests.ShouldHaveSingleItem().Headers["Authorization"].ShouldBe("Bearer secret");
    }

    [Fact]
    public async Task ItsHeaders_LowerTheLimit()
    {
        await using var providers = Providers();
        _server.AnswerInTurn(Recorded.Answer("AniList", "anime-page-1") with
        {
            Headers = new Dictionary<string, string> { ["X-RateLimit-Limit"] = "30", ["X-RateLimit-Remaining"] = "0" },
        });
        var source = providers.Source("anilist");
        await source.ReadAsync(Anime, null, default);

        var next = source.ReadAsync(Anime, "2", default);

        _clock.Advance(TimeSpan.FromSeconds(1.9));
        next.IsCompleted.ShouldBeFalse("at 30 a minute, of which none is left, the next one is due after 2 s");
        _server.Requests.Count.ShouldBe(1);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        await next;
        providers.Limits.Describe("anilist").Limit.ShouldBe(30);
    }

    [Fact]
    public async Task TheRecordedLimit_ClosesTheGateForAMinute()
    {
        await using var providers = Providers();
        _server.AnswerInTurn(Recorded.Answer("AniList", "rate-limit"), Recorded.Answer("AniList", "anime-page-2"));

        var down = await FaultAsync(providers);

        (down.Code, down.Message).ShouldBe(("rateLimited", "AniList answered with 429: Too Many Requests. It is asked again by itself."));
        providers.Limits.Describe("anilist").ClosedUntil.ShouldBe(_clock.GetUtcNow() + TimeSpan.FromSeconds(60));
        _clock.Advance(TimeSpan.FromSeconds(60));
        (await providers.Source("anilist").ReadAsync(Anime, null, default)).Records.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(403, """{"data":null,"errors":[{"message":"The AniList API has been temporarily disabled due to severe stability issues.","status":403}]}""",
        "providerUnavailable", "AniList answered with 403: The AniList API has been temporarily disabled due to severe …. It is asked again")]
    [InlineData(200, """{"data":null,"errors":[{"message":"Too Many Requests.","status":429}]}""", "rateLimited", "AniList answered with 429: Too Many")]
    [InlineData(200, """{"data":{"Page":null},"errors":[{"message":"Internal Server Error","status":500}]}""", "providerUnavailable", "with 500: Internal")]
    [InlineData(200, """{"errors":[{"message":"Cannot query field"}]}""", "providerUnavailable", "AniList answered with 200: Cannot query field.")]
    [InlineData(200, """{"errors":[null]}""", "providerUnavailable", "an error without a message")]
    [InlineData(401, """{"errors":[{"message":"Invalid token","status":401}]}""", "providerRefused", "Invalid token. Check Providers:anilist:Key.")]
    [InlineData(400, """{"errors":[{"message":"Syntax Error"}]}""", "providerRefused", "AniList answered with 400: Syntax Error.")]
    [InlineData(200, """{"data":{"Page":{"media":null}}}""", "providerUnavailable", "without a page of titles")]
    [InlineData(200, "[]", "providerUnavailable", "without a page of titles")]
    public async Task AnOutage_OrAnErrorWhateverItsStatus_ClosesTheGate(int status, string body, string code, string message)
    {
        await using var providers = Providers();
        _server.AnswerInTurn(new RecordedAnswer(status, body));

        var down = await FaultAsync(providers);

        down.Code.ShouldBe(code);
        down.Message.ShouldContain(message);
        var gate = providers.Limits.Describe("anilist");
        (gate.WaitingFor!.Code, gate.ClosedUntil).ShouldBe((code, _clock.GetUtcNow() + TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task WhatItDoesNotFind_IsAFaultToo()
    {
        await using var providers = Providers();
        _server.AnswerInTurn(Recorded.Answer("AniList", "not-found"));

        (await FaultAsync(providers)).Message.ShouldBe("AniList answered with 404: Not Found. It is asked again by itself.");
    }

    [Fact]
    public async Task WhatIsNoTitle_IsAnInvalidRecord_AndTheOthersAreRead()
    {
        await using var providers = Providers();
        _server.AnswerInTurn(RecordedAnswer.Ok("""{"data":{"Page":{"media":[null,{"id":1,"title":{"romaji":"A"},"type":null,"format":"MOVIE"}]}}}"""));

        var records = (await providers.Source("anilist").ReadAsync(Anime, null, default)).Records;

        records[0].Faults.ShouldHaveSingleItem().Message.ShouldBe("AniList gave no title in its place.");
        (records[1].Facts!.Title, records[1].Facts!.Type, records[1].Faults.Count).ShouldBe(("A", "anime", 0));
    }

    private async Task<SourcePage> ReadAsync(string name, SourceQuery query)
    {
        await using var providers = Providers();
        _server.AnswerInTurn(Recorded.Answer("AniList", name));
        return await providers.Source("anilist").ReadAsync(query, null, default);
    }

    private static Task<ProviderUnavailableException> FaultAsync(ProvidersUnderTest providers) =>
        Should.ThrowAsync<ProviderUnavailableException>(() => providers.Source("anilist").ReadAsync(Anime, null, default));

    private ProvidersUnderTest Providers(params IEnumerable<(string Name, string Value)> settings) =>
        new(_clock, settings.Append(("anilist:BaseAddress", _server.Address)));
}

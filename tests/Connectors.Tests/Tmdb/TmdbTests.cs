using System.Text.Json;
using MediaPipeline.Connectors.Tests.Support;
using MediaPipeline.Connectors.Tmdb;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Ports.Catalogue;
using MediaPipeline.Grains.Providers;
using MediaPipeline.TestKit.Providers;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Connectors.Tests.Tmdb;

/// <summary>TMDB as a source of lists, and as an enricher.</summary>
public sealed class TmdbTests : IDisposable
{
    private const string Genres = """{"genres":[{"id":18,"name":"Drama"},{"id":53,"name":"Thriller"},{"id":10764,"name":"Reality"}]}""";
    private static readonly MediaFacts Film = new() { Type = "movie", ExternalIds = new Dictionary<string, string> { ["imdb"] = "tt0137523" } };
    private readonly RecordedProvider _server = new();

    public static TheoryData<string> Answers => Recorded.All("Tmdb");

    public void Dispose() => _server.Dispose();

    [Fact]
    public void AFilmInFull() => TmdbMapping.Map(Recorded.Json("Tmdb/movie-details-append-response.json"), "movie", 1).ShouldSay(new MediaFacts
    {
        Source = "tmdb",
        ExternalId = "550",
        Type = "movie",
        ExternalIds = new Dictionary<string, string> { ["tmdb:movie"] = "550", ["imdb"] = "tt0137523" },
        Title = "Fight Club",
        Titles = new Dictionary<string, string> { ["en"] = "Fight Club", ["de"] = "Fight Club" },
        Synopsis = "A ticking-time-bomb insomniac.",
        Genres = ["Drama"],
        Tags = ["dual identity", "based on novel or book"],
        StartDate = "1999-10-12",
        Year = 1999,
        Minutes = 139,
        Status = "finished",
        Score = 78,
        Popularity = 0.5,
        Adult = false,
        Cast = ["Edward Norton"],
        Characters = [new("The Narrator")],
    });

    [Fact]
    public void AShowInFull_ThatGoesOn_HasNoEnd()
    {
        var record = TmdbMapping.Map(Recorded.Json("Tmdb/tv-series-details-append-response.json"), "tv", 1);

        var facts = record.Facts.ShouldNotBeNull();
        record.Faults.ShouldBeEmpty();
        (facts.ExternalId, facts.Title, facts.Status, facts.Episodes, facts.Minutes).ShouldBe(("1399", "Game of Thrones", "ongoing", 67, 60));
        (facts.StartDate, facts.EndDate, facts.Score, facts.Popularity).ShouldBe(("2011-04-17", null, 82, 53.516));
        facts.ExternalIds.ShouldContain(new KeyValuePair<string, string>("tmdb:tv", "1399"));
        facts.Genres.ShouldBe(["Sci-Fi & Fantasy", "Drama"]);
        facts.Cast.ShouldBe(["Peter Dinklage"]);
        facts.CoverUrl.ShouldBe("https://image.tmdb.org/t/p/original/gwPSoYUHAKmdyVywgLpKKA4BjRr.jpg");
    }

    [Fact]
    public void AFilmWithoutParts_AndWithoutADate()
    {
        var record = TmdbMapping.Map(Recorded.Json("Tmdb/movie-blank-homepage-release-date.json"), "movie", 1);

        record.Faults.ShouldBeEmpty();
        (record.Facts!.Title, record.Facts.StartDate, record.Facts.Year).ShouldBe(("Chariots of Fire", null, null));
        record.Facts.ExternalIds.ShouldBe(new Dictionary<string, string> { ["tmdb:movie"] = "9443", ["imdb"] = "tt0082158" });
    }

    [Fact]
    public void Titles_KeepTheirLanguages()
    {
        var facts = TmdbMapping.Map(
            JsonElement.Parse(
                """
                {"id":1,"title":"In the Mood for Love","original_title":"花樣年華","original_language":"cn","status":"A state of tomorrow","overview":null,
                 "alternative_titles":{"titles":[{"title":"Fa Yeung Nin Wa"}]},
                 "translations":{"translations":[{"iso_639_1":"de","data":{"title":""}},{"iso_639_1":"pl","data":{"title":"Spragnieni miłości"}}]}}
                """),
            "movie", 1).Facts!;

        facts.Titles.ShouldBe(new Dictionary<string, string> { ["yue"] = "花樣年華", ["en"] = "In the Mood for Love", ["pl"] = "Spragnieni miłości" });
        facts.Synonyms.ShouldBe(["Fa Yeung Nin Wa"]);
        facts.Status.ShouldBe("a state of tomorrow");
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task EveryAnswer_IsRead(string name)
    {
        await using var providers = Providers();
        var status = name.Contains("error-status-401", StringComparison.Ordinal) ? 401 : name.Contains("error-status", StringComparison.Ordinal) ? 400 : 200;
        _server.Answer(request => request.Path is "/genre/movie/list" ? RecordedAnswer.Ok(Genres) : new(status, Recorded.Body(name)));

        await Recorded.ShouldBeReadAsync(async () => (await providers.Source("tmdb").ReadAsync(new("movie"), null, default)).Records);
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task EveryAnswer_AboutATitle_IsRead(string name)
    {
        await using var providers = Providers();
        _server.Answer(_ => RecordedAnswer.Ok(Recorded.Body(name)));
        var title = Film with { ExternalIds = new Dictionary<string, string> { ["tmdb:movie"] = "550" } };

        await Recorded.ShouldBeReadAsync(async () => [await providers.Enricher("tmdb").FindAsync(title, default)]);
    }

    [Fact]
    public async Task AList_HasTheNamesOfGenres_AndIsReadPageByPage()
    {
        await using var providers = Providers();
        var list = Recorded.Body("Tmdb/media-pageable-list.json").Replace("\"total_pages\": 1", "\"total_pages\": 2");
        _server.Answer(request => RecordedAnswer.Ok(request.Path.StartsWith("/genre", StringComparison.Ordinal) ? Genres : list));
        var source = providers.Source("tmdb");

        var first = await source.ReadAsync(new("tv", "trending"), null, default);
        var second = await source.ReadAsync(new("tv", "trending"), first.Next, default);

        var show = first.Records.ShouldHaveSingleItem("films, people and collections are passed over").Facts!;
        (show.Title, show.StartDate, show.Score).ShouldBe(("Big Brother", "2000-07-18", 38.33));
        show.Genres.ShouldBe(["Reality"]);
        second.Next.ShouldBeNull();
        _server.Requests.Select(request => $"{request.Path}?{request.Query}").ShouldBe(
            ["/genre/tv/list?language=en-US", "/trending/tv/week?language=en-US&page=1", "/trending/tv/week?language=en-US&page=2"], "genres are kept");
        _server.Requests.ShouldAllBe(request => request.Headers["Authorization"] == "Bearer read.access.token");
    }

    [Fact]
    public async Task AFilm_IsFoundByItsIdOfImdb()
    {
        await using var providers = Providers();
        _server.AnswerInTurn(
            RecordedAnswer.Ok(Recorded.Body("Tmdb/find-imdb-id-movie.json")), RecordedAnswer.Ok(Recorded.Body("Tmdb/movie-details-append-response.json")));
        var enricher = providers.Enricher("tmdb");

        enricher.Applies(Film).ShouldBeTrue();
        var found = await enricher.FindAsync(Film, default);
        await enricher.FindAsync(Film, default);

        found.Facts!.ExternalId.ShouldBe("550");
        _server.Requests.Select(request => request.Path).ShouldBe(["/find/tt0137523", "/movie/550"], "answers are kept");
    }

    [Fact]
    public async Task ATitleThatTmdbDoesNotKnow_HasNoFacts()
    {
        await using var providers = Providers();
        _server.AnswerInTurn(
            RecordedAnswer.Ok("""{"movie_results":[],"tv_results":[{"id":1}]}"""), new RecordedAnswer(404, Recorded.Body("Tmdb/error-status-response.json")));
        var enricher = providers.Enricher("tmdb");

        var byImdb = await enricher.FindAsync(Film, default);
        var byId = await enricher.FindAsync(Film with { ExternalIds = new Dictionary<string, string> { ["tmdb:movie"] = "1" } }, default);

        (byImdb.Facts, byImdb.Faults.Count, byId.Facts, byId.Faults.Count).ShouldBe((null, 0, null, 0));
        providers.Limits.Describe("tmdb").WaitingFor.ShouldBeNull();
    }

    [Theory]
    [InlineData(400, "error-status-400", "providerRefused", "tmdb refused /movie/popular with 400: Invalid page: Pages start at 1")]
    [InlineData(401, "error-status-401", "providerRefused", "tmdb answered with 401: check Providers:tmdb:Key.")]
    [InlineData(404, "error-status-response", "providerRefused", "tmdb refused /movie/popular with 404: The resource you requested could not be found")]
    [InlineData(422, "error-status-422", "providerRefused", "tmdb refused /movie/popular with 422: Invalid date range: Should be a range")]
    public async Task AnError_ClosesTheGate(int status, string name, string code, string message)
    {
        await using var providers = Providers();
        _server.Answer(request => request.Path is "/genre/movie/list" ? RecordedAnswer.Ok(Genres) : new(status, Recorded.Body($"Tmdb/{name}.json")));

        var down = await Should.ThrowAsync<ProviderUnavailableException>(() => providers.Source("tmdb").ReadAsync(new("movie"), null, default));

        down.Code.ShouldBe(code);
        down.Message.ShouldStartWith(message);
        down.Message.ShouldNotContain("read.access.token");
        providers.Limits.Describe("tmdb").WaitingFor.ShouldNotBeNull();
    }

    [Fact]
    public async Task WithoutAKey_ItIsRefused_AndEnrichesNothing()
    {
        await using var providers = new ProvidersUnderTest(null, []);

        providers.Source("tmdb").FindRefusal(new("movie")).ShouldNotBeNull().Message.ShouldBe(
            "tmdb cannot be asked without Providers:tmdb:Key (in the environment Providers__tmdb__Key); "
            + "set it to the API Read Access Token of https://www.themoviedb.org/settings/api.");
        providers.Enricher("tmdb").Applies(Film).ShouldBeFalse();
    }

    [Fact]
    public async Task OfOtherTypes_AndWithoutAnId_ItIsNotAsked()
    {
        await using var providers = Providers();
        var enricher = providers.Enricher("tmdb");

        enricher.Applies(Film with { Type = "anime" }).ShouldBeFalse("ids of anime are those of whole series");
        enricher.Applies(Film with { ExternalIds = new Dictionary<string, string> { ["tmdb:tv"] = "1" } }).ShouldBeFalse();
    }

    [Fact]
    public async Task AnUnknownList_IsRefused()
    {
        await using var providers = Providers();

        providers.Source("tmdb").FindRefusal(new("tv", "upcoming")).ShouldNotBeNull().Message
            .ShouldBe("tmdb has no list 'upcoming' of type tv; use popular, top_rated, trending, airing_today, on_the_air, or name none.");
    }

    [Fact]
    public async Task TheShorterKey_IsRefusedAtStart()
    {
        await using var providers = new ProvidersUnderTest(null, [("tmdb:Key", "0123456789abcdef0123456789abcdef")]);

        Should.Throw<OptionsValidationException>(() => providers.Get<IOptionsMonitor<ProviderOptions>>().Get("tmdb")).Message
            .ShouldBe("Providers:tmdb:Key is the API Key; set it to the API Read Access Token, which is on the same page of TMDB.");
    }

    private ProvidersUnderTest Providers() => new(null, [("tmdb:BaseAddress", _server.Address), ("tmdb:Key", "read.access.token")]);
}

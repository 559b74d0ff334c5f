using System.Text.Json;
using System.Text.Json.Nodes;
using MediaPipeline.Connectors.Plex;
using MediaPipeline.Connectors.Tests.Support;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Ports.Catalogue;
using MediaPipeline.TestKit.Providers;

namespace MediaPipeline.Connectors.Tests.Plex;

public sealed class PlexSourceTests : IDisposable
{
    private const string Sections = """
        {"MediaContainer":{"size":3,"Directory":[{"key":"1","type":"movie","title":"Movies"},{"key":"3","type":"artist","title":"Music"},
         {"key":"4","type":"movie","title":"Documentaries"}]}}
        """;

    private readonly RecordedProvider _server = new();

    public static TheoryData<string> Answers => Recorded.All("Plex");

    public void Dispose() => _server.Dispose();

    [Fact]
    public void AFilm()
    {
        var record = PlexMapping.Map(Entry("movies", "12381"), "movie", 1);

        var synopsis = record.Facts!.Synopsis.ShouldNotBeNull();
        synopsis.ShouldStartWith("He's a man of peace in a savage land: Suburbia.");
        record.ShouldSay(new MediaFacts
        {
            Source = "plex",
            ExternalId = "12381",
            Type = "movie",
            ExternalIds = new Dictionary<string, string>
            {
                ["plex"] = "5d7768374de0ee001fccc04a",
                ["imdb"] = "tt0096734",
                ["tmdb:movie"] = "11974",
                ["tvdb"] = "5869",
            },
            Title = "The 'Burbs",
            Synopsis = synopsis,
            Genres = ["Comedy", "Thriller"],
            StartDate = "1989-02-17",
            Year = 1989,
            Minutes = 101.67,
            Score = 71,
            Cast = ["Tom Hanks", "Bruce Dern", "Carrie Fisher"],
        });
    }

    [Fact]
    public void AFilmOfAPageWithoutGuids_HasTheIdOfPlex()
    {
        var record = PlexMapping.Map(Entry("movies-page", "9484"), "movie", 1);

        record.Faults.ShouldBeEmpty();
        (record.Facts!.Title, record.Facts.Year, record.Facts.StartDate, record.Facts.Score).ShouldBe(("Priest", 2011, "2011-05-05", 46));
        record.Facts.ExternalIds.ShouldBe(new Dictionary<string, string> { ["plex"] = "5d77686deb5d26001f1eaf9d" });
    }

    [Fact]
    public void AnEpisode()
    {
        var record = PlexMapping.Map(Entry("episodes", "44937"), "episode", 1);

        record.ShouldSay(new MediaFacts
        {
            Source = "plex",
            ExternalId = "44937",
            Type = "episode",
            ExternalIds = new Dictionary<string, string> { ["plex"] = "659971bb4ea61897884dd6f9", ["imdb"] = "tt15169108", ["tvdb"] = "9009579" },
            Title = "3 Body Problem S01E01 Countdown",
            Synonyms = ["Countdown"],
            Synopsis = "Unsettling events put a group of brilliant friends on edge as a mystery unravels with origins tracing back to China "
                + "during the Cultural Revolution.",
            StartDate = "2024-03-21",
            Year = 2024,
            Minutes = 60.72,
            Score = 77,
            Cast = ["Jovan Adepo", "Rosalind Chao", "Liam Cunningham"],
        });
    }

    [Fact]
    public void AnEpisodeThatPlexDoesNotKnow_HasNoIdsOfOthers()
    {
        var record = PlexMapping.Map(Entry("episodes", "61507"), "episode", 1);

        record.Faults.ShouldBeEmpty();
        record.Facts!.Title.ShouldBe("Abbott Elementary S03E02 Episode 2");
        record.Facts.ExternalIds.ShouldBeEmpty();
    }

    [Fact]
    public void GuidsOfOldLibraries_AreRead() => PlexMapping.Map(
            JsonElement.Parse("""{"ratingKey":"1","title":"A","guid":"com.plexapp.agents.themoviedb://11974?lang=en","contentRating":"XXX"}"""), "movie", 1)
        .ShouldSay(new MediaFacts
        {
            Source = "plex",
            ExternalId = "1",
            Type = "movie",
            ExternalIds = new Dictionary<string, string> { ["tmdb:movie"] = "11974" },
            Title = "A",
            Adult = true,
        });

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task EveryAnswer_IsRead(string name)
    {
        await using var providers = Providers();
        _server.Answer(request => RecordedAnswer.Ok(request.Path is "/library/sections" ? Sections : Recorded.Body(name)));

        var films = await providers.Source("plex").ReadAsync(new("movie"), "1:0", default);
        var episodes = await providers.Source("plex").ReadAsync(new("episode"), "1:0", default);

        (films.Records.Count + episodes.Records.Count).ShouldBePositive();
        films.Records.Concat(episodes.Records).ShouldAllBe(record => record.Faults.Count == 0 && record.Facts!.ExternalId.Length > 0);
    }

    [Fact]
    public async Task CollectionsAmongFilms_ArePassedOver()
    {
        await using var providers = Providers();
        _server.Answer(request => RecordedAnswer.Ok(request.Path is "/library/sections" ? Sections : Recorded.Body("Plex/movies.json")));

        (await providers.Source("plex").ReadAsync(new("movie"), "4:0", default)).Records.Count.ShouldBe(74);
    }

    [Fact]
    public async Task EachLibrary_IsReadInParts()
    {
        await using var providers = Providers();
        _server.Answer(request => RecordedAnswer.Ok(request.Path is "/library/sections" ? Sections : Part(request.Query)));
        var source = providers.Source("plex");

        var cursors = new List<string?>();
        var titles = new List<string?>();
        for (string? cursor = null; cursor is not null || cursors.Count == 0;)
        {
            var page = await source.ReadAsync(new("movie"), cursor, default);
            titles.AddRange(page.Records.Select(record => record.Facts!.Title));
            cursors.Add(cursor = page.Next);
        }

        cursors.ShouldBe(["1:200", "4:0", "4:200", null]);
        titles.Count.ShouldBe(2 * 250);
        _server.Requests[1].Path.ShouldBe("/library/sections/1/all");
        _server.Requests[1].Query.ShouldBe("type=1&includeGuids=1&sort=addedAt&X-Plex-Container-Start=0&X-Plex-Container-Size=200");
        _server.Requests.ShouldAllBe(request => request.Headers["X-Plex-Token"] == "token" && !request.Query.Contains("token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task OneLibrary_IsChosenByItsTitle()
    {
        await using var providers = Providers();
        _server.Answer(request => RecordedAnswer.Ok(request.Path is "/library/sections" ? Sections : """{"MediaContainer":{"size":0,"totalSize":0}}"""));
        var source = providers.Source("plex");

        var page = await source.ReadAsync(new("movie", "documentaries"), null, default);
        var unknown = await Should.ThrowAsync<ProviderUnavailableException>(() => source.ReadAsync(new("movie", "Music"), null, default));

        (page.Records.Count, page.Next).ShouldBe((0, null));
        _server.Requests[1].Path.ShouldBe("/library/sections/4/all");
        unknown.Message.ShouldBe("plex has no list 'Music' of type movie; use 'Movies', 'Documentaries', or name none.");
    }

    [Fact]
    public async Task WithoutAnAddressOrAToken_ItIsRefused()
    {
        await using var none = new ProvidersUnderTest(null, []);
        await using var half = new ProvidersUnderTest(null, [("plex:BaseAddress", _server.Address)]);
        await using var both = Providers();

        none.Source("plex").FindRefusal(new("movie")).ShouldNotBeNull().Message.ShouldBe(
            "plex cannot be asked without Providers:plex:BaseAddress (in the environment Providers__plex__BaseAddress); "
            + "set it to the address of the server, such as http://192.168.1.10:32400.");
        half.Source("plex").FindRefusal(new("movie")).ShouldNotBeNull().Message.ShouldStartWith("plex cannot be asked without Providers:plex:Key");
        both.Source("plex").FindRefusal(new("movie")).ShouldBeNull();
    }

    private static JsonElement Entry(string name, string key) => Recorded.Json($"Plex/{name}.json").GetProperty("MediaContainer").GetProperty("Metadata")
        .EnumerateArray().Single(entry => entry.GetProperty("ratingKey").GetString() == key);

    /// <summary>Of a library of 250 films.</summary>
    private static string Part(string query)
    {
        var start = query.Contains("Start=200", StringComparison.Ordinal) ? 200 : 0;
        var films = Enumerable.Range(start, Math.Min(200, 250 - start))
            .Select(i => new JsonObject { ["ratingKey"] = $"{i}", ["type"] = "movie", ["title"] = $"Film {i}" });
        return new JsonObject { ["MediaContainer"] = new JsonObject { ["totalSize"] = 250, ["Metadata"] = new JsonArray([.. films]) } }.ToJsonString();
    }

    private ProvidersUnderTest Providers() => new(null, [("plex:BaseAddress", _server.Address), ("plex:Key", "token")]);
}

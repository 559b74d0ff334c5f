using System.Text.Json;
using MediaPipeline.Connectors.Imdb;
using MediaPipeline.Connectors.Tests.Support;
using MediaPipeline.Contracts.Media;
using MediaPipeline.TestKit.Providers;

namespace MediaPipeline.Connectors.Tests.Imdb;

public sealed class ImdbEnricherTests : IDisposable
{
    private static readonly MediaFacts Film = new() { Type = "movie", ExternalIds = new Dictionary<string, string> { ["imdb"] = "tt8367814" } };
    private readonly RecordedProvider _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task AFilm()
    {
        await using var providers = Providers();
        _server.AnswerInTurn(RecordedAnswer.Ok(Recorded.Body("Imdb/movie.json")));

        var record = await providers.Enricher("imdb").FindAsync(Film, default);

        record.ShouldSay(new MediaFacts
        {
            Source = "imdb",
            ExternalId = "tt8367814",
            Type = "movie",
            ExternalIds = Film.ExternalIds,
            Title = "The Gentlemen",
            Synopsis = "An American expat tries to sell off his highly profitable marijuana empire in London, triggering plots, schemes, bribery and blackmail "
                + "in an attempt to steal his domain out from under him.",
            Genres = ["Action", "Crime"],
            Tags = ["Action", "Dark Comedy", "Caper", "Crime", "Drug Crime", "Gangster"],
            Year = 2019,
            Minutes = 113,
            Score = 78,
            Popularity = 440_192,
            CoverUrl = "https://m.media-amazon.com/images/M/MV5BMjE2ZjQ4ZGMtZjFhMi00NmI5LTliNjEtODczMWMxNjliZjgxXkEyXkFqcGc@._V1_.jpg",
            Cast = ["Matthew McConaughey", "Charlie Hunnam", "Jeremy Strong", "Michelle Dockery"],
        });
        _server.Requests.ShouldHaveSingleItem().Path.ShouldBe("/titles/tt8367814");
    }

    [Fact]
    public void AnEpisode()
    {
        var record = ImdbMapping.Map(Recorded.Json("Imdb/episode.json"), 1);

        record.Faults.ShouldBeEmpty();
        var facts = record.Facts!;
        (facts.ExternalId, facts.Type, facts.Title, facts.Year, facts.Minutes, facts.Score, facts.Popularity)
            .ShouldBe(("tt32572896", "episode", "Observation", 2025, 58, 75, 2_484));
    }

    [Fact]
    public void AShow_WithNothingButItsName() => ImdbMapping.Map(
            JsonElement.Parse(
                """
                {"id":"tt0903747","type":"tvSeries","primaryTitle":"Breaking Bad","startYear":2008,"endYear":2013,"genres":null,"rating":null,"plot":""}
                """),
            1)
        .ShouldSay(new MediaFacts
        {
            Source = "imdb",
            ExternalId = "tt0903747",
            Type = "tv",
            ExternalIds = new Dictionary<string, string> { ["imdb"] = "tt0903747" },
            Title = "Breaking Bad",
            EndDate = "2013",
            Year = 2008,
        });

    [Fact]
    public async Task ATitleThatItDoesNotKnow_HasNoFacts()
    {
        await using var providers = Providers();
        _server.AnswerInTurn(new RecordedAnswer(404, """{"code":5,"message":"title not found","details":[]}"""));

        var record = await providers.Enricher("imdb").FindAsync(Film, default);

        (record.Facts, record.Faults.Count).ShouldBe((null, 0));
    }

    [Fact]
    public async Task ItIsAskedOnlyWhenItIsSwitchedOn_AndOfFilmsShowsAndEpisodes()
    {
        await using var off = new ProvidersUnderTest(null, []);
        await using var on = Providers();

        off.Enricher("imdb").Applies(Film).ShouldBeFalse();
        on.Enricher("imdb").Applies(Film).ShouldBeTrue();
        on.Enricher("imdb").Applies(Film with { Type = "anime" }).ShouldBeFalse("ids of anime are those of whole series");
        on.Enricher("imdb").Applies(new MediaFacts { Type = "movie" }).ShouldBeFalse();
    }

    private ProvidersUnderTest Providers() => new(null, [("imdb:BaseAddress", _server.Address), ("imdb:Enabled", "true")]);
}

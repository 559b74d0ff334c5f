namespace MediaPipeline.Connectors.Tests.Files;

/// <summary>Records of well-known data sets, field by field.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task AnimeOfflineDatabase()
    {
        var anime = (await Catalogue.ReadAsync(Catalogue.Sample("anime-offline-database.json"), mediaType: null)).ShouldHaveSingleItem();

        anime.Faults.ShouldBeEmpty();
        anime.Place.ShouldBe("record 1 (line 14)");
        var facts = anime.Facts.ShouldNotBeNull();
        facts.Type.ShouldBe("anime");
        facts.ExternalId.ShouldBe("anilist:1535");
        facts.ExternalIds.ShouldBe(
            new Dictionary<string, string> { ["anidb"] = "4563", ["anilist"] = "1535", ["kitsu"] = "1376", ["mal"] = "1535" }, ignoreOrder: true);
        facts.Title.ShouldBe("Death Note");
        facts.Synonyms.ShouldContain("デスノート");
        facts.Tags.ShouldContain("following one`s dream");
        facts.Genres.ShouldBeEmpty();
        facts.Episodes.ShouldBe(37);
        facts.Minutes.ShouldBe(23);
        facts.Year.ShouldBe(2006);
        facts.StartDate.ShouldBeNull("the season is no date");
        facts.Status.ShouldBe("finished");
        facts.Score.ShouldBe(86.3182);
        facts.CoverUrl.ShouldBe("https://cdn.myanimelist.net/images/anime/1079/138100.jpg");
    }

    [Fact]
    public async Task AnimeOfflineDatabase_AsJsonLines_BeginsWithMetadata()
    {
        using var document = System.Text.Json.JsonDocument.Parse(Catalogue.Sample("anime-offline-database.json"));
        var anime = System.Text.Json.JsonSerializer.Serialize(document.RootElement.GetProperty("data")[0]);
        var lines = $$"""
            {"$schema":"https://example.org/x","license":{"name":"ODbL"},"repository":"https://example.org","lastUpdate":"2025-05-02"}
            {{anime}}
            """;

        var record = (await Catalogue.ReadAsync(lines, mediaType: null)).ShouldHaveSingleItem();

        record.Number.ShouldBe(1);
        record.Place.ShouldBe("record 1 (line 2)");
        record.Facts!.ExternalId.ShouldBe("anilist:1535");
        (await Catalogue.ReadAsync(lines, mediaType: null, after: 1)).ShouldBeEmpty();
    }

    [Fact]
    public async Task AnimeOfflineDatabase_OfOtherYears()
    {
        var facts = await Catalogue.FactsAsync(
            """
            {"id":"6f4c","title":"Death Note","type":"MOVIE","episodes":0,"relations":[{"relation":"Summary","id":"?"}],"status":"UNKNOWN",
             "sources":{"mal":"https://myanimelist.net/anime/2994/Death_Note_Rewrite","anidb":"https://anidb.net/perl-bin/animedb.pl?show=anime&aid=4563"}}
            """,
            mediaType: null);

        facts.Type.ShouldBe("anime");
        facts.ExternalId.ShouldBe("6f4c");
        facts.ExternalIds["mal"].ShouldBe("2994");
        facts.ExternalIds["anidb"].ShouldBe("4563");
        facts.Episodes.ShouldBeNull();
        facts.Status.ShouldBeNull();
    }

    [Fact]
    public async Task DeadEntries_AreNoCatalogue() =>
        (await Catalogue.TryReadAsync(Catalogue.Sample("anime-offline-database-dead-entries.json"))).Fault.ShouldNotBeNull().Code.ShouldBe("notACatalogue");

    [Fact]
    public async Task WikipediaMovies()
    {
        var films = await Catalogue.ReadAsync(Catalogue.Sample("wikipedia-movies.json"));

        films.SelectMany(film => film.Faults).ShouldBeEmpty();
        films.Titles().ShouldBe(["A.k.a. Cassius Clay", "Adam at Six A.M.", "Adam's Woman", "The Adventurers", "After Dark in Central Park"]);
        var facts = films[1].Facts.ShouldNotBeNull();
        facts.Type.ShouldBe("movie");
        facts.ExternalId.ShouldBe("Adam_at_Six_A.M.");
        facts.Year.ShouldBe(1970);
        facts.Genres.ShouldBe(["Drama"]);
        facts.Cast.ShouldBe(["Michael Douglas", "Lee Purcell", "Joe Don Baker", "Louise Latham"]);
        facts.Synopsis.ShouldNotBeNull().ShouldStartWith("Adam at 6 A.M. is a 1970 American drama film");
        facts.CoverUrl.ShouldBe("https://upload.wikimedia.org/wikipedia/en/4/43/AdamAtSixAM1970Poster.jpg");
        films[4].Facts!.ExternalId.Length.ShouldBe(64, "SHA-256 of type, title and year, since it has no article");
    }

    [Fact]
    public async Task VegaMovies()
    {
        var films = await Catalogue.ReadAsync(Catalogue.Sample("vega-movies.json"));

        films.Titles().ShouldBe(
            ["The Land Girls", "First Love, Last Rites", "I Married a Strange Person", "1776", "1941", null, "Boynton Beach Club", "Broken Arrow"]);
        var facts = films[1].Facts.ShouldNotBeNull();
        facts.StartDate.ShouldBe("1998-08-07");
        facts.Year.ShouldBe(1998);
        facts.Genres.ShouldBe(["Drama"]);
        facts.Score.ShouldBe(69);
        facts.Popularity.ShouldBe(207);
        films[7].Facts!.Minutes.ShouldBe(108);
        films[5].Faults.ShouldHaveSingleItem().Message.ShouldBe("title is missing; write one.");
        films.Where((_, i) => i != 5).SelectMany(film => film.Faults).ShouldBeEmpty();
    }

    [Fact]
    public async Task AniList()
    {
        var facts = await Catalogue.FactsAsync(
            """
            {"id":99426,"idMal":35839,"type":"ANIME","format":"TV","status":"FINISHED","description":"Mari's year.<br><br>\n\n(Source: <i>ANN</i>)",
             "seasonYear":2018,"episodes":13,"duration":24,"countryOfOrigin":"JP","genres":["Adventure"],"averageScore":84,"popularity":145662,"isAdult":false,
             "siteUrl":"https://anilist.co/anime/99426","startDate":{"year":2018,"month":1,"day":2},"endDate":{"year":2018,"month":3,"day":null},
             "title":{"romaji":"Sora yori mo Tooi Basho","english":"A Place Further Than the Universe","native":"宇宙よりも遠い場所"},
             "synonyms":["Yorimoi"],"tags":[{"name":"Travel","rank":96,"isAdult":false}],"coverImage":{"large":"https://example.org/l.jpg","color":"#fff"},
             "characters":{"edges":[{"role":"MAIN","node":{"name":{"full":"Mari Tamaki"},"description":"A <b>student</b>"}}]}}
            """,
            mediaType: null);

        facts.Type.ShouldBe("anime");
        facts.ExternalId.ShouldBe("99426");
        facts.ExternalIds.ShouldBe(new Dictionary<string, string> { ["mal"] = "35839", ["anilist"] = "99426" }, ignoreOrder: true);
        facts.Title.ShouldBe("Sora yori mo Tooi Basho");
        facts.Titles["en"].ShouldBe("A Place Further Than the Universe");
        facts.Titles["ja"].ShouldBe("宇宙よりも遠い場所");
        facts.Titles["ja-Latn"].ShouldBe("Sora yori mo Tooi Basho");
        facts.Synonyms.ShouldBe(["Yorimoi"]);
        facts.Synopsis.ShouldBe("Mari's year. (Source: ANN)");
        (facts.StartDate, facts.EndDate).ShouldBe(("2018-01-02", "2018-03"));
        (facts.Year, facts.Episodes, facts.Minutes).ShouldBe((2018, 13, 24));
        (facts.Score, facts.Popularity, facts.Adult).ShouldBe((84, 145662, false));
        facts.Tags.ShouldBe(["Travel"]);
        facts.CoverUrl.ShouldBe("https://example.org/l.jpg");
        facts.Characters.ShouldBe([new("Mari Tamaki", "main", "A student")]);
    }

    [Fact]
    public async Task Jikan()
    {
        var facts = await Catalogue.FactsAsync(
            """
            {"mal_id":1,"url":"https://myanimelist.net/anime/1/Cowboy_Bebop",
             "images":{"jpg":{"image_url":"https://example.org/1.jpg","large_image_url":"https://example.org/1l.jpg"}},
             "titles":[{"type":"Default","title":"Cowboy Bebop"},{"type":"Synonym","title":"CB"},{"type":"Japanese","title":"カウボーイビバップ"}],
             "title":"Cowboy Bebop","type":"TV","episodes":26,"status":"Finished Airing",
             "aired":{"from":"1998-04-03T00:00:00+00:00","to":"1999-04-24T00:00:00+00:00"},
             "duration":"24 min per ep","rating":"R - 17+ (violence & profanity)","score":8.75,"scored_by":1,"popularity":42,"members":1900000,
             "genres":[{"mal_id":1,"name":"Action"}],"themes":[{"mal_id":50,"name":"Adult Cast"}],"season":"spring","year":1998}
            """,
            mediaType: null);

        (facts.Type, facts.ExternalId, facts.ExternalIds["mal"]).ShouldBe(("anime", "1", "1"));
        (facts.StartDate, facts.EndDate, facts.Year).ShouldBe(("1998-04-03", "1999-04-24", 1998), "a date stays a date");
        (facts.Score, facts.Popularity, facts.Minutes).ShouldBe((87.5, 1_900_000, 24));
        facts.Titles["ja"].ShouldBe("カウボーイビバップ");
        facts.Synonyms.ShouldBe(["CB"]);
        facts.CoverUrl.ShouldBe("https://example.org/1l.jpg");
        (facts.Genres, facts.Tags).ShouldSatisfyAllConditions(lists => lists.Genres.ShouldBe(["Action"]), lists => lists.Tags.ShouldBe(["Adult Cast"]));
    }

    [Fact]
    public async Task MyAnimeList()
    {
        var facts = await Catalogue.FactsAsync(
            """
            {"id":967,"title":"Hokuto no Ken","main_picture":{"medium":"https://example.org/m.jpg","large":"https://example.org/l.jpg"},
             "alternative_titles":{"synonyms":["HNK"],"en":"Fist of the North Star","ja":"北斗の拳"},"media_type":"tv","num_episodes":109,
             "start_date":"1984-10-04","start_season":{"year":1984,"season":"fall"},"mean":7.97,"nsfw":"white","average_episode_duration":1500,
             "status":"finished_airing","genres":[{"id":1,"name":"Action"}]}
            """,
            mediaType: "anime");

        (facts.Type, facts.Year, facts.Minutes, facts.Score, facts.Adult).ShouldBe(("anime", 1984, 25, 79.7, false));
        (facts.Titles["en"], facts.Titles["ja"], facts.Synonyms[0]).ShouldBe(("Fist of the North Star", "北斗の拳", "HNK"));
        (facts.CoverUrl, facts.Status).ShouldBe(("https://example.org/l.jpg", "finished"));
    }

    [Fact]
    public async Task Tmdb()
    {
        var facts = await Catalogue.FactsAsync(
            """
            {"id":550,"imdb_id":"tt0137523","title":"Fight Club","original_title":"Fight Club!","overview":"A man.","release_date":"1999-10-15","runtime":139,
             "vote_average":8.4,"vote_count":3,"popularity":61.4,"adult":false,"poster_path":"/p.jpg","genres":[{"id":18,"name":"Drama"}],
             "keywords":{"keywords":[{"id":1,"name":"dual identity"}]},"external_ids":{"imdb_id":"tt0137523","tvdb_id":null,"wikidata_id":"Q1"},"tmdb_id":550}
            """);

        facts.ExternalIds.ShouldBe(new Dictionary<string, string> { ["imdb"] = "tt0137523", ["tmdb:movie"] = "550" }, ignoreOrder: true);
        (facts.StartDate, facts.Year, facts.Minutes, facts.Score).ShouldBe(("1999-10-15", 1999, 139, 84));
        (facts.CoverUrl, facts.Tags[0], facts.Synonyms[0]).ShouldBe(("https://image.tmdb.org/t/p/original/p.jpg", "dual identity", "Fight Club!"));
    }
}

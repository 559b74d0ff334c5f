namespace MediaPipeline.Connectors.Tests.Files;

/// <summary>What is read from a field, and what is a fault.</summary>
public sealed class FieldTests
{
    [Theory]
    [InlineData("title")]
    [InlineData("name")]
    [InlineData("Title")]
    [InlineData("primaryTitle")]
    public async Task Title_HasTheseNames(string name) => (await Catalogue.FactsAsync($$"""{"{{name}}":"Heat"}""")).Title.ShouldBe("Heat");

    [Theory]
    [InlineData("synopsis")]
    [InlineData("description")]
    [InlineData("overview")]
    [InlineData("plot")]
    [InlineData("extract")]
    public async Task Synopsis_HasTheseNames(string name) =>
        (await Catalogue.FactsAsync($$"""{"title":"x","{{name}}":"A man."}""")).Synopsis.ShouldBe("A man.");

    [Theory]
    [InlineData("id")]
    [InlineData("externalId")]
    [InlineData("href")]
    public async Task Id_HasTheseNames(string name) => (await Catalogue.FactsAsync($$"""{"title":"x","{{name}}":"a/b 🎬"}""")).ExternalId.ShouldBe("a/b 🎬");

    [Fact]
    public async Task WithoutAnId_ItIsTheHashOfTypeTitleAndYear()
    {
        var facts = await Catalogue.FactsAsync("""{"title":"Heat","year":1995}""");

        facts.ExternalId.ShouldBe("37dc3d9744af78543a6de00dc25efd9b2370da30234603bda449627a17546d09");
        (await Catalogue.FactsAsync("""{"title":"Heat","year":1995}""", "tv")).ExternalId.ShouldNotBe(facts.ExternalId);
    }

    [Theory]
    [InlineData("""["Action","Sci-Fi",null,"action"]""")]
    [InlineData("""[{"id":1,"name":"Action"},{"name":"Sci-Fi"}]""")]
    [InlineData("\"Action, Sci-Fi\"")]
    [InlineData("\"Action|Sci-Fi\"")]
    [InlineData("\"Action;Sci-Fi\"")]
    [InlineData("\"['Action', 'Sci-Fi']\"")]
    [InlineData("\"[{\\\"id\\\": 28, \\\"name\\\": \\\"Action\\\"}, {\\\"name\\\": \\\"Sci-Fi\\\"}]\"")]
    public async Task Lists_AreWrittenInManyWays(string list)
    {
        foreach (var name in new[] { "genres", "genre", "Major Genre" })
        {
            (await Catalogue.FactsAsync($$"""{"title":"x","{{name}}":{{list}}}""")).Genres.ShouldBe(["Action", "Sci-Fi"]);
        }

        (await Catalogue.FactsAsync($$"""{"title":"x","keywords":{{list}}}""")).Tags.ShouldBe(["Action", "Sci-Fi"]);
    }

    [Theory]
    [InlineData("year", "1999", 1999)]
    [InlineData("startYear", "\"1999\"", 1999)]
    [InlineData("Year", "1999.0", 1999)]
    [InlineData("year", "\"1999–2001\"", 1999)]
    [InlineData("premiered", "\"Fall 1999\"", 1999)]
    [InlineData("premiered", "\"1999-10-20\"", 1999)]
    [InlineData("Release Date", "\"Oct 20 1999\"", 1999)]
    [InlineData("year", "\"N/A\"", null)]
    [InlineData("year", "null", null)]
    public async Task Year_IsReadFromThese(string name, string value, int? year) =>
        (await Catalogue.FactsAsync($$"""{"title":"x","{{name}}":{{value}}}""")).Year.ShouldBe(year);

    [Theory]
    [InlineData("\"1999\"", "1999")]
    [InlineData("1999", "1999")]
    [InlineData("\"1999-10\"", "1999-10")]
    [InlineData("\"Oct 1999\"", "1999-10")]
    [InlineData("\"1999-10-00\"", "1999-10")]
    [InlineData("\"1999-10-20\"", "1999-10-20")]
    [InlineData("\"1999/10/20\"", "1999-10-20")]
    [InlineData("\"1999-10-20T23:30:00+09:00\"", "1999-10-20")]
    [InlineData("\"1999-10-20 00:00:00\"", "1999-10-20")]
    [InlineData("\"20 October 1999\"", "1999-10-20")]
    [InlineData("\"Oct. 20, 1999\"", "1999-10-20")]
    [InlineData("""{"year":1999,"month":10,"day":null}""", "1999-10")]
    [InlineData("""{"year":null,"month":null,"day":null}""", null)]
    [InlineData("\"?\"", null)]
    public async Task Dates_KeepTheirPrecision(string value, string? date) =>
        (await Catalogue.FactsAsync($$"""{"title":"x","startDate":{{value}}}""")).StartDate.ShouldBe(date);

    [Fact]
    public async Task APeriod_IsTwoDates()
    {
        var facts = await Catalogue.FactsAsync("""{"title":"x","aired":"Oct 4, 2006 to ?"}""");

        (facts.StartDate, facts.EndDate, facts.Year).ShouldBe(("2006-10-04", null, 2006));
    }

    [Theory]
    [InlineData("averageScore", "84", 84)]
    [InlineData("IMDB Rating", "8.4", 84)]
    [InlineData("vote_average", "8.4", 84)]
    [InlineData("mean", "8.4", 84)]
    [InlineData("Rotten Tomatoes Rating", "9", 9)]
    [InlineData("score", "8.4", 84)]
    [InlineData("score", "84", 84)]
    [InlineData("averageRating", "\"82.5\"", 82.5)]
    [InlineData("rating", "\"7.8/10\"", 78)]
    [InlineData("score", "\"78%\"", 78)]
    [InlineData("rating", "{\"aggregateRating\":7.8,\"voteCount\":3}", 78)]
    [InlineData("rating", "\"PG-13\"", null)]
    [InlineData("score", "0", null)]
    public async Task Scores_Become0To100(string name, string value, object? score) =>
        (await Catalogue.FactsAsync($$"""{"title":"x","{{name}}":{{value}}}""")).Score.ShouldBe(score is null ? null : Convert.ToDouble(score));

    [Fact]
    public async Task AScoreOfAnExport_IsOf100() =>
        (await Catalogue.FactsAsync("""{"title":"x","score":8.4,"contentSignature":"ab"}""")).Score.ShouldBe(8.4);

    [Theory]
    [InlineData("duration", "24", 24)]
    [InlineData("duration", "\"1 hr 30 min\"", 90)]
    [InlineData("duration", "\"PT1H30M\"", 90)]
    [InlineData("duration", "{\"value\":1380,\"unit\":\"SECONDS\"}", 23)]
    [InlineData("Running Time min", "90", 90)]
    [InlineData("average_episode_duration", "1500", 25)]
    [InlineData("runtime", "\"142 min\"", 142)]
    public async Task Lengths_BecomeMinutes(string name, string value, double minutes) =>
        (await Catalogue.FactsAsync($$"""{"title":"x","{{name}}":{{value}}}""")).Minutes.ShouldBe(minutes);

    [Theory]
    [InlineData("TV", null, "tv")]
    [InlineData("TV", "anime", "anime")]
    [InlineData("OVA", null, "anime")]
    [InlineData("film", null, "movie")]
    [InlineData("Light Novel", "manga", "manga")]
    [InlineData("Podcast", "movie", "podcast")]
    [InlineData("UNKNOWN", "movie", "movie")]
    public async Task Types_AreCommonOnes_OrWhatTheSourceSays(string written, string? mediaType, string type) =>
        (await Catalogue.FactsAsync($$"""{"title":"x","type":"{{written}}"}""", mediaType)).Type.ShouldBe(type);

    [Theory]
    [InlineData("Currently Airing", "ongoing")]
    [InlineData("NOT_YET_RELEASED", "upcoming")]
    [InlineData("Canceled", "cancelled")]
    [InlineData("HIATUS", "hiatus")]
    [InlineData("Lost in a Fire", "lost in a fire")]
    public async Task Status_IsACommonOne_OrWhatTheSourceSays(string written, string status) =>
        (await Catalogue.FactsAsync($$"""{"title":"x","status":"{{written}}"}""")).Status.ShouldBe(status);

    [Theory]
    [InlineData("isAdult", "true", true)]
    [InlineData("nsfw", "\"black\"", true)]
    [InlineData("adult", "0", false)]
    [InlineData("adult", "\"perhaps\"", null)]
    [InlineData("rating", "\"Rx - Hentai\"", true)]
    public async Task Adult_IsReadFromThese(string name, string value, bool? adult) =>
        (await Catalogue.FactsAsync($$"""{"title":"x","{{name}}":{{value}}}""")).Adult.ShouldBe(adult);

    [Theory]
    [InlineData("anilist_id", "1535", "anilist", "1535")]
    [InlineData("malId", "\"1535.0\"", "mal", "1535")]
    [InlineData("imdb_id", "\"tt0111161\"", "imdb", "tt0111161")]
    [InlineData("imdb", "\"https://www.imdb.com/title/tt0111161/\"", "imdb", "tt0111161")]
    [InlineData("tmdb", "278", "tmdb:movie", "278")]
    [InlineData("externalIds", "{\"tmdb:tv\":\"278\",\"other\":\"x\"}", "tmdb:tv", "278")]
    [InlineData("Guid", "[{\"id\":\"tvdb://5\"}]", "tvdb", "5")]
    [InlineData("guid", "\"plex://movie/5d7768248718ba001e311a41\"", "plex", "5d7768248718ba001e311a41")]
    [InlineData("id", "\"tt0111161\"", "imdb", "tt0111161")]
    public async Task ExternalIds_AreReadFromThese(string name, string value, string source, string id) =>
        (await Catalogue.FactsAsync($$"""{"title":"x","{{name}}":{{value}}}""")).ExternalIds.ShouldHaveSingleItem().ShouldBe(new(source, id));

    [Theory]
    [InlineData("A &amp; B &quot;C&quot; &#039;D&#039;", "A & B \"C\" 'D'")]
    [InlineData("one<br/>two<p class=\"x\">three</p>  four\\t\\nfive", "one two three four five")]
    [InlineData("<b>bo</b>ld <I>it</I>", "bold it")]
    [InlineData("<Infinite Dendrogram> <3 a < b", "<Infinite Dendrogram> <3 a < b")]
    [InlineData("&lt;b&gt;", "<b>")]
    [InlineData("a\\u0000b\\u0007c\\u200b\\ufeff", "abc\u200b")]
    [InlineData("❤ ṩ \\ud83c\\udfac 『』/\\\\", "❤ ṩ 🎬 『』/\\")]
    public async Task Texts_AreFreedOfMarkup(string written, string text)
    {
        var facts = await Catalogue.FactsAsync($$"""{"title":"x{{written.Replace("\"", "\\\"")}}","synopsis":"x{{written.Replace("\"", "\\\"")}}"}""");

        facts.Synopsis.ShouldBe(facts.Title);
        facts.Title.ShouldBe($"x{text}".Replace("x<", "x<"));
    }

    [Theory]
    [InlineData("\"year\":0", "year is '0'; write a year from 1000 to 2999, or leave it out.")]
    [InlineData("\"year\":99999", "year is '99999'; write a year from 1000 to 2999, or leave it out.")]
    [InlineData("\"Release Date\":\"soon\"", "Release Date is 'soon'; write 1999, 1999-10 or 1999-10-20, of the years 1000 to 2999, or leave it out.")]
    [InlineData("\"startDate\":\"12/06/1998\"", "startDate is '12/06/1998'; write 1999, ")]
    [InlineData("\"startDate\":\"2023-02-29\"", "startDate is '2023-02-29'; write 1999, ")]
    [InlineData("\"score\":\"NaN\"", "score is 'NaN'; write a number from 0 to 10, ")]
    [InlineData("\"score\":-1", "score is '-1'; write a number")]
    [InlineData("\"imdbRating\":11", "imdbRating is '11'; write a number")]
    [InlineData("\"score\":true", "score is true; write a number")]
    [InlineData("\"synopsis\":[\"a\",\"b\"]", "synopsis is a list of 2; write text.")]
    [InlineData("\"genres\":true", "genres is a list with something that is no name; write names")]
    [InlineData("\"genres\":[[1]]", "genres is a list with something that is no name; write names")]
    [InlineData("\"episodes\":1.5", "episodes is '1.5'; write a whole number")]
    [InlineData("\"duration\":\"long\"", "duration is 'long'; write minutes")]
    [InlineData("\"poster\":\"heat.jpg\"", "poster is 'heat.jpg'; write an address that begins with http:// or https://, or leave it out.")]
    [InlineData("\"imdb_id\":\"nm0000134\"", "imdb_id is 'nm0000134'; write an id such as tt0111161, or leave it out.")]
    [InlineData("\"adult\":[]", "adult is a list of 0; write true or false.")]
    [InlineData("\"externalIds\":\"x\"", "externalIds is 'x'; write an object")]
    public async Task WhatCannotBeRead_IsAFault_ThatNamesFieldValueAndRemedy(string member, string message) =>
        (await Catalogue.FaultsAsync($$"""{"title":"x",{{member}}}""")).ShouldHaveSingleItem().ShouldStartWith(message);

    [Fact]
    public async Task AllFaultsOfARecord_AreListed_AndTheRestIsRead()
    {
        var record = (await Catalogue.ReadAsync("""[{"title":"Heat","year":0,"score":"NaN","genres":["Crime"],"episodes":-1}]""")).ShouldHaveSingleItem();

        record.Faults.Select(fault => fault.Message.Split(' ')[0]).ShouldBe(["year", "episodes", "score"]);
        record.Facts!.Genres.ShouldBe(["Crime"]);
        record.Facts.Year.ShouldBeNull();
    }

    [Fact]
    public async Task TitleAndType_AreRequired()
    {
        (await Catalogue.FaultsAsync("""{"year":1999}""", mediaType: null)).ShouldBe(
            ["title is missing; write one.", "type is missing; write anime, manga, movie or tv, or name the media type of the import."]);
        (await Catalogue.FaultsAsync("""{"title":["Heat"]}""")).ShouldBe(["title is a list of 1; write text."]);
        (await Catalogue.FaultsAsync("""{"title":{"romaji":null}}""")).ShouldBe(["title is missing; write one."]);
    }

    [Fact]
    public async Task AnIdOfTmdb_NeedsToSayOfWhat() =>
        (await Catalogue.FaultsAsync("""{"title":"x","tmdb_id":5}""", "anime")).ShouldHaveSingleItem()
            .ShouldBe("tmdb_id is '5'; name it tmdb:movie or tmdb:tv, since the type does not say which of them it is.");

    [Fact]
    public async Task TooManyGenres_AreAFault()
    {
        var genres = string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"g{i}\""));

        (await Catalogue.FaultsAsync($$"""{"title":"x","genres":[{{genres}}]}""")).ShouldHaveSingleItem()
            .ShouldBe("genres is a list of 10,000; write at most 1,000, or raise CatalogueFiles:MaxListItems.");
    }

    [Theory]
    [InlineData("\"alternative_titles\":{\"synonyms\":[#]}", "alternative_titles is a list of 10,000; write at most 1,000, ")]
    [InlineData("\"titles\":[#]", "titles is a list of more titles; write at most 1,000, ")]
    [InlineData("\"synonyms\":[#]", "synonyms is a list of 10,000; write at most 1,000, ")]
    [InlineData("\"characters\":[#]", "characters is a list of 10,000; write a list of at most 1,000 names.")]
    public async Task TooManyOfAnything_AreAFault(string member, string message)
    {
        var items = string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"item {i}\""));

        (await Catalogue.FaultsAsync($$"""{"title":"x",{{member.Replace("#", items)}}}""")).ShouldHaveSingleItem().ShouldStartWith(message);
    }

    [Fact]
    public async Task Characters_WithoutANameOrWithALongDescription_AreFaults()
    {
        var faults = await Catalogue.FaultsAsync($$"""{"title":"x","characters":[{"role":"main"},{"name":"A","description":"{{new string('x', 10_001)}}"}]}""");

        faults[0].ShouldBe("characters is a list with something that is no name; write names of at most 500 characters.");
        faults[1].ShouldStartWith("characters is 10,001 characters long");
    }

    [Fact]
    public async Task ALinkToASourceThatIsNotKnown_IsAnId()
    {
        var facts = await Catalogue.FactsAsync("""{"title":"x","sources":["https://simkl.com/anime/40190"],"type":"TV"}""", mediaType: null);

        (facts.ExternalId, facts.Type, facts.ExternalIds.Count).ShouldBe(("https://simkl.com/anime/40190", "anime", 0));
    }

    [Fact]
    public async Task TextsThatAreTooLong_AreFaults()
    {
        string title = new('x', 1_001), synopsis = new('x', 100_001), id = new('x', 501);

        var faults = await Catalogue.FaultsAsync($$"""{"title":"{{title}}","synopsis":"{{synopsis}}","id":"{{id}}"}""");

        faults.Count.ShouldBe(3);
        faults[0].ShouldStartWith("title is 1,001 characters long ('xxx");
        faults.ShouldAllBe(fault => fault.Length < 200);
    }

    [Fact]
    public async Task UnknownFields_AreNoFaults() =>
        await Catalogue.FactsAsync("""{"title":"x","whatever":{"a":[1]},"MPAA Rating":"Not Rated","source":"ORIGINAL","":1}""");
}

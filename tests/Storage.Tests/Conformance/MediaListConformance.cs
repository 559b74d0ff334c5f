using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Media;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Sql;
using MediaPipeline.Storage.Tests.Support;
using Orleans.Storage;

namespace MediaPipeline.Storage.Tests.Conformance;

/// <summary>Lists of titles by genres, tags and words, in every order, and that they follow every change of a title.</summary>
public abstract class MediaListConformance : StoreConformance
{
    private static readonly MediaRecord Totoro = Titled("My Neighbor Totoro", facts => facts with
    {
        Titles = new Dictionary<string, string>(StringComparer.Ordinal) { ["ja"] = "となりのトトロ", ["ja-Latn"] = "Tonari no Totoro" },
        Synonyms = ["My Neighbour Totoro"],
        Synopsis = "Two sisters meet the spirits of a forest.",
        Cast = ["Noriko Hidaka"],
        Genres = ["Fantasy", "Slice of Life"],
        Tags = ["Forest", "Élan"],
    });

    private static readonly MediaRecord Amelie = Titled("Le Fabuleux Destin d'Amélie Poulain", facts => facts with
    {
        Synopsis = "A waitress changes the lives of those around her – for the better.",
        Genres = ["Romance", "Fantasy"],
        Tags = ["Paris"],
    });

    private static readonly MediaRecord It = Titled("It", facts => facts with { Synopsis = "A clown in the sewers.", Genres = ["Horror"], Cast = ["Tim Curry"] });

    private IMediaReader Reader => Store.Get<IMediaReader>();

    [StoreTheory]
    [InlineData("Fantasy", null, "Le Fabuleux Destin d'Amélie Poulain|My Neighbor Totoro")]
    [InlineData("fantasy", null, "Le Fabuleux Destin d'Amélie Poulain|My Neighbor Totoro")]
    [InlineData("FANTASY|slice  OF life", null, "My Neighbor Totoro")]
    [InlineData("Fantasy", "paris", "Le Fabuleux Destin d'Amélie Poulain")]
    [InlineData("Fantasy|Horror", null, "")]
    [InlineData(null, "éLAN", "My Neighbor Totoro")]
    [InlineData(null, "Fantasy", "")]
    [InlineData("Fantas", null, "")]
    public async Task ListAsync_ByGenresAndTags_AllOfWhichMatchInAnyCase(string? genres, string? tags, string titles)
    {
        await InsertAsync(Totoro, Amelie, It);

        (await ListAsync(new MediaFilter { Genres = genres?.Split('|') ?? [], Tags = tags?.Split('|') ?? [] })).ShouldBe(titles);
    }

    [StoreTheory]
    [InlineData("totoro", "My Neighbor Totoro")]
    [InlineData("neighbour", "My Neighbor Totoro")]
    [InlineData("トトロ", "My Neighbor Totoro")]
    [InlineData("なり", "My Neighbor Totoro")]
    [InlineData("ト", "My Neighbor Totoro")]
    [InlineData("ロトト", "")]
    [InlineData("forests sister", "My Neighbor Totoro")]
    [InlineData("hidaka", "My Neighbor Totoro")]
    [InlineData("amelie", "Le Fabuleux Destin d'Amélie Poulain")]
    [InlineData("AMÉLIE", "Le Fabuleux Destin d'Amélie Poulain")]
    [InlineData("poul", "Le Fabuleux Destin d'Amélie Poulain")]
    [InlineData("poul waitress", "")]
    [InlineData("better", "Le Fabuleux Destin d'Amélie Poulain")]
    [InlineData("it", "It")]
    [InlineData("the of", "My Neighbor Totoro|Le Fabuleux Destin d'Amélie Poulain")]
    [InlineData("clown OR waitress", "")]
    [InlineData("?!", "")]
    public async Task ListAsync_ByWords_FindsAllOfThemInTitlesSynopsisAndCast(string words, string titles)
    {
        await InsertAsync(Totoro, Amelie, It);

        (await ListAsync(new MediaFilter { Words = words })).ShouldBe(titles);
    }

    [StoreFact]
    public async Task ListAsync_ByRelevance_ExactTitlesFirst_ThenShorterTitles_ThenTitlesWithTheWordsElsewhere()
    {
        await InsertAsync(
            Titled("Aliens"), Titled("Cowboys & Aliens"), Titled("Contact", facts => facts with { Synopsis = "An alien signal." }), Titled("The Alien Legacy"),
            Titled("Alien"));

        (await ListAsync(new MediaFilter { Words = "ALIEN" })).ShouldBe("Alien|Aliens|Cowboys & Aliens|The Alien Legacy|Contact");
    }

    [StoreTheory]
    [InlineData(MediaSort.Title, false, "A|B|C|D 2|D 10")]
    [InlineData(MediaSort.Title, true, "D 10|D 2|C|B|A")]
    [InlineData(MediaSort.Year, false, "B|A|C|D 10|D 2")]
    [InlineData(MediaSort.Year, true, "D 10|C|A|B|D 2")]
    [InlineData(MediaSort.Score, false, "A|D 10|B|D 2|C")]
    [InlineData(MediaSort.Score, true, "D 2|B|D 10|A|C")]
    [InlineData(MediaSort.Popularity, false, "D 2|A|B|C|D 10")]
    [InlineData(MediaSort.Popularity, true, "C|B|A|D 2|D 10")]
    [InlineData(MediaSort.ImportedAt, false, "C|B|A|D 2|D 10")]
    [InlineData(MediaSort.ImportedAt, true, "D 10|D 2|A|B|C")]
    public async Task ListAsync_InEveryOrder_WithoutAValueLast_AndByCursorEachOnce(MediaSort sort, bool descending, string titles)
    {
        await InsertAsync(
            Valued("A", 1990, 10.5, 7, 3), Valued("B", 1980, 20, 7.001, 2), Valued("C", 2000, null, 1e300, 1), Valued("D 2", null, 99.9, 0, 4),
            Valued("D 10", 2001, 10.6, null, 5));

        (await ListAsync(new MediaFilter { Order = new MediaOrder(sort, descending) })).ShouldBe(titles);
        (await ListAsync(new MediaFilter("movie", ItemState.Pending) { Order = new MediaOrder(sort, descending) })).ShouldBe(titles);
        (await WalkAsync(new MediaFilter { Order = new MediaOrder(sort, descending) })).ShouldBe(titles);
    }

    [StoreFact]
    public async Task ListAsync_ByCursorAndRelevance_EachOnce_WhateverIsAddedMeanwhile()
    {
        await InsertAsync([.. Enumerable.Range(0, 9).Select(i => Titled($"Alien {i}"))]);
        var (found, cursor, added) = (new List<string>(), (string?)null, 0);
        do
        {
            var page = await Reader.ListAsync(new MediaFilter { Words = "alien" }, new PageRequest(1, 2, cursor), None);
            found.AddRange(page.Items.Select(title => title.Title!));
            await InsertAsync(Titled($"Alien {new string('x', added++)}"), Titled($"The last alien of them all, number {added}"));
            cursor = page.NextCursor;
        }
        while (cursor is not null && found.Count < 50);

        found.Where(title => title.Length == "Alien 0".Length).ShouldBe(Enumerable.Range(0, 9).Select(i => $"Alien {i}").Append("Alien x"), ignoreOrder: true);
        found.ShouldBeUnique();
    }

    [StoreFact]
    public async Task ATitleThatChanges_IsFoundByWhatItIsNow()
    {
        await InsertAsync(Totoro, It);
        await ChangeAsync(Totoro, title => title with { Facts = title.Facts with { Title = "Spirited Away", Titles = NoTitles, Synonyms = [], Genres = ["Adventure"] } });

        (await ListAsync(new MediaFilter { Words = "totoro" })).ShouldBe("");
        (await ListAsync(new MediaFilter { Words = "spirited" })).ShouldBe("Spirited Away");
        (await ListAsync(new MediaFilter { Genres = ["fantasy"] })).ShouldBe("");
        (await ListAsync(new MediaFilter { Genres = ["adventure"] })).ShouldBe("Spirited Away");
    }

    [StoreFact]
    public async Task ATitleThatBecomesAPartOfAnother_IsInNoListUntilItIsSplit()
    {
        await InsertAsync(Totoro, It);
        await ChangeAsync(Totoro, title => title with { MergedInto = It.Id });
        (await ListAsync(new MediaFilter { Words = "totoro" })).ShouldBe("");
        (await ListAsync(new MediaFilter())).ShouldBe("It");

        await ChangeAsync(Totoro, title => title with { MergedInto = null });

        (await ListAsync(new MediaFilter { Words = "totoro" })).ShouldBe("My Neighbor Totoro");
    }

    [StoreFact]
    public async Task ATitleThatIsDeleted_IsInNoList()
    {
        await InsertAsync(Totoro, It);
        var held = new GrainState<MediaRecord>();
        await Grains.ReadStateAsync(StateNames.Media, StateExtensions.Grain(Totoro.Id.Value), held);
        await Grains.ClearStateAsync(StateNames.Media, StateExtensions.Grain(Totoro.Id.Value), held);

        (await ListAsync(new MediaFilter())).ShouldBe("It");
        (await ListAsync(new MediaFilter { Words = "totoro" })).ShouldBe("");
        (await ListAsync(new MediaFilter { Genres = ["Fantasy"] })).ShouldBe("");
    }

    [StoreFact]
    public async Task ATitleThatOnlyAdvances_IsNotPutIntoListsAgain()
    {
        await InsertAsync(Totoro);
        await Store.Get<IDocumentDatabase>().WriteAsync(session => session.Execute("UPDATE media_listed SET name = 'not touched'"));

        await ChangeAsync(Totoro, title => title with { State = ItemState.Live, Stage = MediaStages.Live, Revision = 7 });

        (await NamesAsync()).ShouldBe(["not touched"]);
        await ChangeAsync(Totoro, title => title with { ImportedAt = Some.Time.AddDays(1) });
        (await NamesAsync()).ShouldBe(["my neighbor totoro"]);
    }

    [StoreFact]
    public async Task QuestionsOfAnyKind_AreAnswered()
    {
        await InsertAsync(Totoro, It);

        foreach (var question in OddQuestions.All)
        {
            var page = await Reader.ListAsync(new MediaFilter { Words = question }, new PageRequest(1, 10), None);
            page.Total.ShouldBe(page.Items.Count, question);
            await Reader.ListAsync(new MediaFilter { Genres = [question], Tags = [question] }, new PageRequest(1, 10), None);
        }
    }

    private static readonly Dictionary<string, string> NoTitles = new(StringComparer.Ordinal);

    private static MediaRecord Titled(string title, Func<MediaFacts, MediaFacts>? change = null)
    {
        var record = Some.Title(title);
        return change is null ? record with { Facts = record.Facts with { Genres = [] } } : record with { Facts = change(record.Facts) };
    }

    private static MediaRecord Valued(string title, int? year, double? score, double? popularity, int hours) =>
        Titled(title, facts => facts with { Year = year, Score = score, Popularity = popularity }) with { ImportedAt = Some.Time.AddHours(hours) };

    private async Task<string> ListAsync(MediaFilter filter)
    {
        var page = await Reader.ListAsync(filter, new PageRequest(1, 20), None);
        page.Total.ShouldBe(page.Items.Count);
        return string.Join('|', page.Items.Select(title => title.Title));
    }

    private async Task<string> WalkAsync(MediaFilter filter)
    {
        var (found, cursor) = (new List<string>(), (string?)null);
        do
        {
            var page = await Reader.ListAsync(filter, new PageRequest(1, 2, cursor), None);
            found.AddRange(page.Items.Select(title => title.Title!));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        return string.Join('|', found);
    }

    private Task<List<string>> NamesAsync() =>
        Store.Get<IDocumentDatabase>().ReadAsync(session => session.Query("SELECT name FROM media_listed", row => row.GetString(0)), None);

    private async Task ChangeAsync(MediaRecord title, Func<MediaRecord, MediaRecord> change)
    {
        var (id, held) = (StateExtensions.Grain(title.Id.Value), new GrainState<MediaRecord>());
        await Grains.ReadStateAsync(StateNames.Media, id, held);
        held.State = change(held.State!);
        await Grains.WriteStateAsync(StateNames.Media, id, held);
    }

    private Task InsertAsync(params MediaRecord[] titles) => Items.InsertAbsentAsync(titles, None);
}

using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Media;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Tests.Support;

namespace MediaPipeline.Storage.Tests.Conformance;

/// <summary>Media titles: what imports compare, and what callers list.</summary>
public abstract class MediaConformance : StoreConformance
{
    private static readonly JobId OtherJob = JobId.Create(Some.Time.AddHours(1));

    private IMediaStore Titles => Store.Get<IMediaStore>();

    private IMediaReader Reader => Store.Get<IMediaReader>();

    [StoreFact]
    public async Task FindKnownAsync_GivesThoseThatAreStored()
    {
        var (alien, dune) = (Some.Title("Alien"), Some.Title("Dune", ItemState.Failed) with { JobId = OtherJob });
        await InsertAsync(alien, dune);

        var known = await Titles.FindKnownAsync([dune.Id, Some.Title("Never seen").Id, alien.Id], None);

        known.ShouldBe(
        [
            new KnownTitle(dune.Id, dune.Signature, ItemState.Failed, OtherJob, "movie", 1979, "Dune"),
            new KnownTitle(alien.Id, alien.Signature, ItemState.Pending, Some.ScanJob, "movie", 1979, "Alien"),
        ],
        ignoreOrder: true);
    }

    [StoreFact]
    public async Task InsertAsync_LetsIdsBelongToTheirTitles()
    {
        var (alien, dune) = (Some.Title("Alien"), Some.Title("Dune"));

        (await Titles.InsertAsync([new NewTitle(alien, ["imdb:1", "tmdb:movie:1"]), new NewTitle(dune, [])], None)).ShouldBeEmpty();

        (await Titles.FindOwnersAsync(["imdb:1", "imdb:2", "tmdb:movie:1"], None)).ShouldBe(
            new Dictionary<string, MediaId> { ["imdb:1"] = alien.Id, ["tmdb:movie:1"] = alien.Id }, ignoreOrder: true);
        (await Titles.FindKnownAsync([alien.Id, dune.Id], None)).Count.ShouldBe(2);
    }

    [StoreFact]
    public async Task InsertAsync_LeavesOutATitleOneOfWhoseIdsBelongsToAnother_WithAllItsIds()
    {
        var (alien, other) = (Some.Title("Alien"), Some.Title("Alien, again"));
        await Titles.InsertAsync([new NewTitle(alien, ["imdb:1"])], None);

        (await Titles.InsertAsync([new NewTitle(other, ["anilist:7", "imdb:1"])], None)).ShouldBe([other.Id]);

        (await Titles.FindKnownAsync([other.Id], None)).ShouldBeEmpty();
        (await Titles.FindOwnersAsync(["anilist:7", "imdb:1"], None)).ShouldBe(new Dictionary<string, MediaId> { ["imdb:1"] = alien.Id });
    }

    [StoreFact]
    public async Task InsertAsync_ByTwoAtOnce_GivesAnIdToOneOfThem()
    {
        var titles = Enumerable.Range(0, 8).Select(i => Some.Title($"Title {i}")).ToList();

        var lost = await Task.WhenAll(titles.Select(title => Titles.InsertAsync([new NewTitle(title, ["imdb:1"])], None)));

        lost.Count(one => one.Count == 0).ShouldBe(1);
        (await Titles.FindKnownAsync([.. titles.Select(title => title.Id)], None)).ShouldHaveSingleItem().Id
            .ShouldBe((await Titles.FindOwnersAsync(["imdb:1"], None))["imdb:1"]);
    }

    [StoreFact]
    public async Task ClaimAsync_GivesTheIdsOfOthers_AndIsIdempotent()
    {
        var (alien, dune) = (Some.Title("Alien").Id, Some.Title("Dune").Id);
        (await Titles.ClaimAsync(alien, ["imdb:1"], None)).ShouldBeEmpty();
        (await Titles.ClaimAsync(alien, ["imdb:1"], None)).ShouldBeEmpty();

        (await Titles.ClaimAsync(dune, ["imdb:1", "imdb:2"], None)).ShouldBe(new Dictionary<string, MediaId> { ["imdb:1"] = alien });

        (await Titles.FindOwnersAsync(["imdb:2"], None))["imdb:2"].ShouldBe(dune);
    }

    [StoreTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task MoveClaimsAsync_MovesAllOrSome(bool all)
    {
        var (alien, dune) = (Some.Title("Alien").Id, Some.Title("Dune").Id);
        await Titles.ClaimAsync(alien, ["imdb:1", "imdb:2"], None);

        await Titles.MoveClaimsAsync(alien, dune, all ? null : ["imdb:2"], None);

        (await Titles.FindOwnersAsync(["imdb:1", "imdb:2"], None)).Values.Count(owner => owner == dune).ShouldBe(all ? 2 : 1);
    }

    [StoreFact]
    public async Task ATitleThatIsPartOfAnother_IsInNoList_ButFound()
    {
        var (alien, dune) = (Some.Title("Alien"), Some.Title("Dune"));
        await InsertAsync(alien, dune with { MergedInto = alien.Id });

        (await Reader.ListAsync(new MediaFilter(), new PageRequest(1, 10), None)).Items.ShouldHaveSingleItem().Id.ShouldBe(alien.Id);
        (await Reader.ExportAsync(None).ToListAsync()).ShouldHaveSingleItem();
        (await Reader.FindAsync(dune.Id, None))!.MergedInto.ShouldBe(alien.Id);
        (await Titles.FindKnownAsync([dune.Id], None)).ShouldHaveSingleItem().MergedInto.ShouldBe(alien.Id);
    }

    [StoreFact]
    public async Task FindAsync_GivesWhatIsKnown()
    {
        var alien = Some.Title("Alien", ItemState.Live);
        await InsertAsync(alien);

        var view = (await Reader.FindAsync(alien.Id, None)).ShouldNotBeNull();

        (view.Title, view.Type, view.Year, view.State).ShouldBe(("Alien", "movie", 1979, ItemState.Live));
        view.Genres.ShouldBe(alien.Facts.Genres);
        (await Reader.FindAsync(Some.Title("Dune").Id, None)).ShouldBeNull();
    }

    [StoreTheory]
    [InlineData(null, null, null, null, "Alien|Dune|Title 2|Title 10")]
    [InlineData("tv", null, null, null, "Dune")]
    [InlineData(null, ItemState.Failed, null, null, "Title 10")]
    [InlineData("movie", null, 1980, null, "Title 2|Title 10")]
    [InlineData(null, null, null, 1980, "Alien")]
    [InlineData("opera", null, null, null, "")]
    public async Task ListAsync_ByTitleInTheOrderOfPeople_AsFiltered(string? type, ItemState? state, int? yearFrom, int? yearTo, string titles)
    {
        await InsertAsync(
            Some.Title("Title 10", ItemState.Failed, year: 1990), Some.Title("Title 2", year: 1984), Some.Title("Alien"),
            Some.Title("Dune", type: "tv", year: null));

        var page = await Reader.ListAsync(new MediaFilter(type, state, YearFrom: yearFrom, YearTo: yearTo), new PageRequest(1, 10), None);

        string.Join('|', page.Items.Select(title => title.Title)).ShouldBe(titles);
        page.Total.ShouldBe(page.Items.Count);
    }

    [StoreFact]
    public async Task ListAsync_ByCursor_EachOnce_WhateverIsAddedMeanwhile()
    {
        await InsertAsync([.. Enumerable.Range(0, 25).Select(i => Some.Title($"Title {i}"))]);
        var found = new List<string>();
        string? cursor = null;
        do
        {
            var page = await Reader.ListAsync(new MediaFilter(), new PageRequest(1, 10, cursor), None);
            found.AddRange(page.Items.Select(title => title.Title!));
            await InsertAsync(Some.Title($"A {found.Count}"));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        found.ShouldBe(Enumerable.Range(0, 25).Select(i => $"Title {i}"));
    }

    [StoreFact]
    public async Task ExportAsync_GivesAllById()
    {
        await InsertAsync([.. Enumerable.Range(0, 600).Select(i => Some.Title($"Title {i}"))]);

        var exported = await Reader.ExportAsync(None).ToListAsync();

        exported.Select(title => title.Id.Value).ShouldBe(
            Enumerable.Range(0, 600).Select(i => Some.Title($"Title {i}").Id.Value).Order(StringComparer.Ordinal));
    }

    private Task InsertAsync(params MediaRecord[] titles) => Items.InsertAbsentAsync(titles, None);
}

using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Images;
using MediaPipeline.Storage.Tests.Support;

namespace MediaPipeline.Storage.Tests.Conformance;

public abstract class ImageStoreConformance : StoreConformance
{
    private static readonly JobId OtherJob = JobId.Create(Some.Time.AddHours(1));

    [StoreFact]
    public async Task InsertAbsentAsync_Known_LeavesItAsItIs()
    {
        await InsertAsync(Some.Live("a.jpg"));

        await InsertAsync(Some.Image("a.jpg"), Some.Image("b.jpg"));

        var known = await Images.ListKnownAsync(Some.Pictures, null, 10, None);
        known.Select(image => image.State).ShouldBe([ItemState.Live, ItemState.Pending]);
    }

    [StoreFact]
    public async Task ListKnownAsync_Pages_InNaturalOrder()
    {
        await InsertAsync(Some.Image("10.jpg"), Some.Image("b/1.jpg"), Some.Image("9.jpg"), Some.Image("B/2.jpg"), Some.Image("a.jpg"));

        var first = await Images.ListKnownAsync(Some.Pictures, null, 3, None);
        var rest = await Images.ListKnownAsync(Some.Pictures, first[^1].SortKey, 3, None);

        first.Concat(rest).Select(image => image.Path).ShouldBe(["9.jpg", "10.jpg", "a.jpg", "b/1.jpg", "B/2.jpg"]);
    }

    [StoreFact]
    public async Task ListKnownAsync_CarriesWhatAScanCompares()
    {
        var image = Some.Live("a.jpg");
        await InsertAsync(image);

        var known = (await Images.ListKnownAsync(Some.Pictures, null, 1, None)).ShouldHaveSingleItem();

        known.ShouldBe(new(image.Id, image.SortKey, "a.jpg", null, 1000, Some.Time, ItemState.Live, image.Recipe, Some.ScanJob));
    }

    [StoreFact]
    public async Task ListKnownAsync_KeysBeyondTheBasicPlane_InUtf8Order()
    {
        await InsertAsync(Some.Image("\U0001F600.jpg"), Some.Image("\uFF21.jpg"), Some.Image("z.jpg"));

        var known = await Images.ListKnownAsync(Some.Pictures, null, 10, None);

        known.Select(image => image.Path).ShouldBe(["z.jpg", "\uFF21.jpg", "\U0001F600.jpg"]);
    }

    [StoreFact]
    public async Task ListByStateAsync_PendingOnesOfTheJob_InOrder()
    {
        var wanted = new[] { Some.Image("1.jpg"), Some.Image("2.jpg", stage: ImageStages.Probed), Some.Image("3.jpg") };
        await InsertAsync(wanted[2], Some.Live("0.jpg"), Some.Image("4.jpg", job: OtherJob), wanted[1], wanted[0]);

        (await Items.ListByStateAsync(Some.ScanJob, [ItemState.Pending], 10, None)).ShouldBe(wanted.Select(image => image.ItemId));
        (await Items.ListByStateAsync(Some.ScanJob, [ItemState.Pending], 2, None)).Count.ShouldBe(2);
    }

    [StoreFact]
    public async Task ListByStateAsync_SeveralStates_UpToTheLimit()
    {
        await InsertAsync(Some.Image("1.jpg"), Some.Image("2.jpg", ItemState.Running), Some.Live("3.jpg"));

        (await Items.ListByStateAsync(Some.ScanJob, [ItemState.Pending, ItemState.Running], 10, None)).Count.ShouldBe(2);
        (await Items.ListByStateAsync(Some.ScanJob, [ItemState.Pending, ItemState.Running], 1, None)).Count.ShouldBe(1);
    }

    [StoreTheory]
    [InlineData("image", ItemState.Failed, null, null, 2)]
    [InlineData(null, null, null, "notAPicture", 1)]
    [InlineData(null, null, "live", null, 1)]
    [InlineData("media", null, null, null, 0)]
    [InlineData(null, null, null, null, 4)]
    public async Task ListMatchingAsync_Filter_FindsThem(string? kind, ItemState? state, string? stage, string? code, int count)
    {
        await InsertAsync(Some.Image("1.jpg"), Some.Failed("2.jpg"), Some.Failed("3.jpg", "tooLarge"), Some.Live("4.jpg"));

        (await Items.ListMatchingAsync(new ItemFilter(kind, state, stage, code), null, 10, None)).Count.ShouldBe(count);
    }

    [StoreFact]
    public async Task ListMatchingAsync_PageByPage_EachOnceInOrderOfIds()
    {
        await InsertAsync([.. Enumerable.Range(0, 25).Select(i => Some.Failed($"{i}.jpg"))]);
        var found = new List<string>();
        for (var more = true; more;)
        {
            var page = await Items.ListMatchingAsync(new ItemFilter(State: ItemState.Failed), found.Count == 0 ? null : found[^1], 10, None);
            found.AddRange(page);
            more = page.Count > 0;
        }

        found.ShouldBe(found.Distinct().Order(StringComparer.Ordinal));
        found.Count.ShouldBe(25);
    }

    [StoreFact]
    public async Task ListWaitingForAsync_OnlyThoseOfThatGate()
    {
        var waiting = Waiting("1.jpg", Some.Time);
        await InsertAsync(waiting, Some.Image("2.jpg", ItemState.Waiting), Some.Image("3.jpg"));

        (await Items.ListWaitingForAsync(Some.ScanJob, "folder:fld_1", 10, None)).ShouldBe([waiting.ItemId]);
    }

    [StoreFact]
    public async Task FindFirstWaitAsync_TheFirstInOrder()
    {
        await InsertAsync(Waiting("10.jpg", Some.Time.AddMinutes(1)), Waiting("2.jpg", Some.Time), Some.Image("1.jpg"));

        (await Items.FindFirstWaitAsync(Some.ScanJob, None))!.Since.ShouldBe(Some.Time);
        (await Items.FindFirstWaitAsync(OtherJob, None)).ShouldBeNull();
    }

    [StoreFact]
    public async Task TallyAsync_CountsByStateAndStage_AndWhatFailedHereWhoeverOwnsItNow()
    {
        await InsertAsync(
            Some.Image("1.jpg"), Some.Image("2.jpg"), Some.Image("3.jpg", stage: ImageStages.Probed), Some.Live("4.jpg"), Some.Failed("5.jpg"),
            Some.Image("6.jpg", job: OtherJob) with { FailedJobId = Some.ScanJob });

        var tally = await Items.TallyAsync(Some.ScanJob, None);

        tally.Counts.ShouldBe(
            [(ItemState.Pending, "discovered", 2L), (ItemState.Pending, "probed", 1L), (ItemState.Live, "live", 1L), (ItemState.Failed, "discovered", 1L)], ignoreOrder: true);
        tally.FailedHere.ShouldBe(2);
    }

    [StoreFact]
    public async Task SumRenditionsAsync_FollowsTheStates()
    {
        await InsertAsync(Some.Live("1.jpg", 100), Some.Live("2.jpg", 50), Some.Image("3.jpg"));
        await Grains.ChangeAsync(Some.Live("2.jpg").Id, image => image with { RenditionBytes = 0, RenditionCount = 0, State = ItemState.Failed });

        (await Images.SumRenditionsAsync(Some.Folder, None)).ShouldBe((100, 2));
        (await Images.SumRenditionsAsync(CacheFolderId.Of("/other"), None)).ShouldBe((0, 0));
    }

    [StoreFact]
    public async Task ListInFolderAsync_ThoseWithoutRenditionsFirst_UpToTheLimit()
    {
        var (live, pending, elsewhere) = (Some.Live("1.jpg", 100), Some.Image("2.jpg") with { CacheFolderId = Some.Folder }, Some.Image("3.jpg") with { CacheFolderId = CacheFolderId.Of("/other") });
        await InsertAsync(live, pending, elsewhere);

        (await Images.ListInFolderAsync(Some.Folder, 10, None)).ShouldBe([new(pending.Id, Some.Pictures), new(live.Id, Some.Pictures)]);
        (await Images.ListInFolderAsync(Some.Folder, 1, None)).Count.ShouldBe(1);
    }

    [StoreFact]
    public async Task ListNamedAsync_EveryRowOfThePage_WithTheFilesInThatFolder()
    {
        var (one, two, three) = (Some.Live("1.jpg", 90), Some.Live("2.jpg", 60) with { CacheFolderId = CacheFolderId.Of("/other") }, Some.Image("3.jpg"));
        await InsertAsync(one, two, three);

        var page = await Images.ListNamedAsync(Some.Pictures, Some.Folder, null, 2, None);
        var rest = await Images.ListNamedAsync(Some.Pictures, Some.Folder, page[^1].SortKey, 2, None);

        page.Concat(rest).Select(named => named.Id).ShouldBe([one.Id, two.Id, three.Id]);
        page[0].Files.ShouldBe([new(one.Thumbnail!.Path, 30), new(one.Viewing!.Path, 60)]);
        page.Concat(rest).Skip(1).ShouldAllBe(named => named.Files.Count == 0);
    }

    [StoreFact]
    public async Task FindNamedAsync_OnlyThoseThatHaveRenditions_WithTheirFolder()
    {
        var live = Some.Live("1.jpg", 90);
        await InsertAsync(live, Some.Image("2.jpg"));

        var found = (await Images.FindNamedAsync([live.Id, Some.Image("2.jpg").Id, Some.Image("3.jpg").Id], None)).ShouldHaveSingleItem();

        (found.Id, found.CacheFolderId).ShouldBe((live.Id, Some.Folder));
        found.Files.Sum(file => file.Bytes).ShouldBe(90);
    }

    private static ImageRecord Waiting(string path, DateTimeOffset since) => Some.Image(path, ItemState.Waiting) with
    {
        WaitingFor = new WaitingFor("outputFull", "folder:fld_1", "full", since),
        EnteredAt = since,
    };
}

using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Ports.Sources;
using MediaPipeline.Storage.Tests.Support;

namespace MediaPipeline.Storage.Tests.Conformance;

public abstract class ImageStoreConformance : StoreConformance
{
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
        var image = Some.Live("a.jpg") with { SourceChangedAt = Some.Time.AddDays(1), SourceInode = -7 };
        await InsertAsync(image, Some.Live("b.jpg"));

        var known = await Images.ListKnownAsync(Some.Pictures, null, 2, None);

        known[0].ShouldBe(new(
            image.Id, image.SortKey, "a.jpg", null, 1000, Some.Time, ItemState.Live, image.Recipe, Some.ScanJob, new FileStamp(Some.Time.AddDays(1), -7)));
        known[1].SourceStamp.ShouldBe(default);
    }

    [StoreFact]
    public async Task ListKnownAsync_KeysBeyondTheBasicPlane_InUtf8Order()
    {
        await InsertAsync(Some.Image("\U0001F600.jpg"), Some.Image("\uFF21.jpg"), Some.Image("z.jpg"));

        var known = await Images.ListKnownAsync(Some.Pictures, null, 10, None);

        known.Select(image => image.Path).ShouldBe(["z.jpg", "\uFF21.jpg", "\U0001F600.jpg"]);
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
        var (live, pending) = (Some.Live("1.jpg", 100), Some.Image("2.jpg") with { CacheFolderId = Some.Folder });
        var elsewhere = Some.Image("3.jpg") with { CacheFolderId = CacheFolderId.Of("/other") };
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
}

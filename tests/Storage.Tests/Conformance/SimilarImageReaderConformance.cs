using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains;
using MediaPipeline.Grains.Images;
using MediaPipeline.Storage.Tests.Support;

namespace MediaPipeline.Storage.Tests.Conformance;

public abstract class SimilarImageReaderConformance : StoreConformance
{
    private static readonly CollectionId Elsewhere = CollectionId.Of("/elsewhere");

    private ISimilarImageReader Reader => Store.Get<ISimilarImageReader>();

    [StoreFact]
    public async Task Similar_TheNearestFirst_WithoutItself()
    {
        await InsertAsync(Hashed("1.jpg", "80000000000000ff"), Hashed("10.jpg", "80000000000000f0"), Hashed("2.jpg", "80000000000000fe"),
            Hashed("3.jpg", "ffffffffffffffff"));

        var found = await SimilarAsync("1.jpg", new SimilarRequest(10, 4));

        found!.Items.Select(item => (item.Distance, item.Image.Name)).ShouldBe([(1, "2.jpg"), (4, "10.jpg")]);
        (found.Total, found.Limit, found.MaxDistance).ShouldBe((2, 10, 4));
    }

    [StoreFact]
    public async Task Similar_EquallyNear_InNaturalOrder_AndTheTotalCountsBeyondTheLimit()
    {
        await InsertAsync([.. Enumerable.Range(1, 12).Reverse().Select(i => Hashed($"{i}.jpg", "80000000000000ff"))]);

        var found = await SimilarAsync("1.jpg", new SimilarRequest(3, 0));

        found!.Items.Select(item => item.Image.Name).ShouldBe(["2.jpg", "3.jpg", "4.jpg"]);
        found.Total.ShouldBe(11);
    }

    [StoreFact]
    public async Task Similar_LooksInEveryCollection_OrInOne()
    {
        await InsertAsync(Hashed("1.jpg", "80000000000000ff"), Hashed("2.jpg", "80000000000000ff"), Hashed("3.jpg", "80000000000000ff", Elsewhere));

        (await SimilarAsync("1.jpg", new SimilarRequest(10, 0)))!.Total.ShouldBe(2);
        (await SimilarAsync("1.jpg", new SimilarRequest(10, 0, Elsewhere)))!.Items.ShouldHaveSingleItem().Image.Name.ShouldBe("3.jpg");
        (await SimilarAsync("1.jpg", new SimilarRequest(10, 0, CollectionId.Of("/nowhere"))))!.Items.ShouldBeEmpty();
    }

    [StoreFact]
    public async Task Similar_LeavesOutWhatIsMissingOrHasNoHash_AndIsNullForOneWithoutAHash()
    {
        await InsertAsync(Hashed("1.jpg", "80000000000000ff"), Hashed("2.jpg", "80000000000000ff") with { State = ItemState.Missing }, Some.Image("3.jpg"));

        (await SimilarAsync("1.jpg", new SimilarRequest(10, 10)))!.Items.ShouldBeEmpty();
        (await SimilarAsync("3.jpg", new SimilarRequest(10, 10))).ShouldBeNull();
    }

    [StoreFact]
    public async Task Similar_OfOneColour_IsAlikeInTheSameColourOnly()
    {
        await InsertAsync(Flat("1.png", "#ffffff"), Flat("2.png", "#ffffff"), Flat("3.png", "#fffffe"), Hashed("4.png", "8000000000000000"));

        (await SimilarAsync("1.png", new SimilarRequest(10, 20)))!.Items.ShouldHaveSingleItem().Image.Name.ShouldBe("2.png");
        (await SimilarAsync("4.png", new SimilarRequest(10, 20)))!.Items.ShouldBeEmpty();
    }

    [StoreFact]
    public async Task Similar_FollowsWhatIsWritten()
    {
        await InsertAsync(Hashed("1.jpg", "80000000000000ff"), Hashed("2.jpg", "ffffffffffffffff"));

        await Grains.ChangeAsync(IdOf("2.jpg"), image => image with { PerceptualHash = "80000000000000fe" });

        (await SimilarAsync("1.jpg", new SimilarRequest(10, 4)))!.Items.ShouldHaveSingleItem().Distance.ShouldBe(1);
    }

    [StoreFact]
    public async Task NearDuplicates_ConnectedOnesAreAGroup_InNaturalOrder_WithDistancesToTheFirst()
    {
        await InsertAsync(
            Hashed("10.jpg", "800000000000000f"), Hashed("1.jpg", "8000000000000000"), Hashed("2.jpg", "80000000000000ff"), Hashed("3.jpg", "ffffffffffffffff"),
            Hashed("4.jpg", "8000000000000000", Elsewhere));

        var page = await Reader.ListNearDuplicatesAsync(Some.Pictures, 4, new PageRequest(1, 10), None);

        var group = page.Items.ShouldHaveSingleItem();
        group.Images.Select(image => (image.Distance, image.Image.Name)).ShouldBe([(0, "1.jpg"), (8, "2.jpg"), (4, "10.jpg")]);
        (page.Total, group.Count).ShouldBe((1, 3));
    }

    [StoreFact]
    public async Task NearDuplicates_Pages_TheLargestFirst()
    {
        await InsertAsync(
        [
            .. Enumerable.Range(0, 3).SelectMany(
                pair => new[] { Hashed($"{pair} a.jpg", $"f{pair}00000000000000"), Hashed($"{pair} b.jpg", $"f{pair}00000000000000") }),
            .. Enumerable.Range(0, 60).Select(i => Hashed($"9 {i}.jpg", "8000000000ffffff")),
        ]);

        var first = await Reader.ListNearDuplicatesAsync(Some.Pictures, 0, new PageRequest(1, 2), None);
        var second = await Reader.ListNearDuplicatesAsync(Some.Pictures, 0, new PageRequest(2, 2), None);
        var beyond = await Reader.ListNearDuplicatesAsync(Some.Pictures, 0, new PageRequest(int.MaxValue, 500), None);

        first.Items.Select(group => (group.Count, group.Images.Count, group.Images[0].Image.Name))
            .ShouldBe([(60, NearDuplicateGroup.MostImages, "9 0.jpg"), (2, 2, "0 a.jpg")]);
        second.Items.Select(group => group.Images[0].Image.Name).ShouldBe(["1 a.jpg", "2 a.jpg"]);
        (first.Total, beyond.Items.Count).ShouldBe((4, 0));
    }

    [StoreFact]
    public async Task NearDuplicates_ShowWhichBytesAreEqual()
    {
        var copy = Hashed("2.jpg", "80000000000000ff");
        await InsertAsync(Hashed("1.jpg", "80000000000000ff"), copy,
            Hashed("3.jpg", "80000000000000ff") with { Facts = copy.Facts! with { ContentHash = new string('b', 64) } });

        var group = (await Reader.ListNearDuplicatesAsync(Some.Pictures, 0, new PageRequest(1, 10), None)).Items.ShouldHaveSingleItem();

        group.Images.GroupBy(image => image.Image.ContentHash, image => image.Image.Name).Select(same => string.Join(' ', same))
            .ShouldBe(["1.jpg 2.jpg", "3.jpg"]);
    }

    [StoreFact]
    public async Task Cancelled_Stops()
    {
        await InsertAsync(Hashed("1.jpg", "80000000000000ff"));
        var cancelled = new CancellationToken(canceled: true);

        await Should.ThrowAsync<OperationCanceledException>(() => Reader.ListNearDuplicatesAsync(Some.Pictures, 4, new PageRequest(1, 10), cancelled));
    }

    private static ImageRecord Hashed(string path, string hash, CollectionId? collection = null) => Some.Live(path) with
    {
        Id = ImageId.Of(collection ?? Some.Pictures, path, null),
        CollectionId = collection ?? Some.Pictures,
        SortKey = NaturalKey.Of(path, null),
        PerceptualHash = hash,
        DominantColour = "#7f7f7f",
    };

    private static ImageRecord Flat(string path, string colour) => Hashed(path, "0000000000000000") with { DominantColour = colour };

    private static ImageId IdOf(string path) => ImageId.Of(Some.Pictures, path, null);

    private async Task<SimilarImages?> SimilarAsync(string path, SimilarRequest request) =>
        await Reader.ListSimilarAsync((await Store.Get<IImageReader>().FindAsync(IdOf(path), None))!, request, None);
}

using System.Buffers.Text;
using System.Text;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Images;
using MediaPipeline.Storage.Tests.Support;

namespace MediaPipeline.Storage.Tests.Conformance;

/// <summary>Lists by cursor: every entry once and in order, whatever is added meanwhile.</summary>
public abstract class CursorConformance : StoreConformance
{
    private const string Hash = "80000000000000ff";
    private static readonly JobId OtherJob = JobId.Create(Some.Time.AddDays(1));
    private static readonly CollectionId Elsewhere = CollectionId.Of("/elsewhere");

    public static TheoryData<ItemState?, string?, string?, bool, bool> Filters => new()
    {
        { null, null, null, false, false },
        { ItemState.Failed, null, null, false, false },
        { null, ImageStages.Discovered, null, false, false },
        { ItemState.Failed, ImageStages.Discovered, null, false, false },
        { null, null, "notAPicture", false, false },
        { ItemState.Failed, null, "notAPicture", false, false },
        { null, null, null, true, false },
        { ItemState.Pending, null, null, true, false },
        { null, ImageStages.Discovered, "notAPicture", true, false },
        { null, null, null, false, true },
        { ItemState.Pending, null, null, false, true },
        { null, ImageStages.Discovered, null, true, true },
        { null, null, "notAPicture", false, true },
    };

    private IItemReader Reader => Store.Get<IItemReader>();

    private IImageReader ImageReader => Store.Get<IImageReader>();

    [StoreTheory]
    [MemberData(nameof(Filters))]
    public async Task Items_OfTwoKinds_AreInTheOrderOfThePages(ItemState? state, string? stage, string? code, bool ofJob, bool ofCollection)
    {
        await FillAsync();
        var filter = new ItemFilter(null, state, stage, code, ofJob ? Some.ScanJob : null, ofCollection ? Some.Pictures : null);

        foreach (var size in new[] { 1, 3, 100 })
        {
            await AssertWalkAsync(page => Reader.ListAsync(filter, page, None), item => item.Id, size);
        }
    }

    [StoreFact]
    public async Task Pictures_WhileEarlierAndLaterNamesComeAndOneGoes_AreListedOnceEach()
    {
        await InsertAsync([.. Enumerable.Range(100, 50).Select(i => Some.Image($"{i}.jpg"))]);
        var (names, cursor, round) = (new List<string>(), (string?)null, 0);
        do
        {
            var page = await ImageReader.ListAsync(Some.Pictures, new ItemFilter(), new PageRequest(1, 7, cursor), None);
            page.Number.ShouldBe(cursor is null ? 1 : null);
            names.AddRange(page.Items.Select(image => image.Name));
            cursor = page.NextCursor;
            await InsertAsync(Some.Image($"{round}.jpg"), Some.Image($"{99 - round}.jpg"), Some.Image($"{200 + round++}.jpg"));
            await Grains.ChangeAsync(Some.Image(names[^1]).Id, image => image with { State = ItemState.Missing });
        }
        while (cursor is not null);

        names.ShouldBe(Enumerable.Range(100, 50).Concat(Enumerable.Range(200, round)).Select(i => $"{i}.jpg").Take(names.Count));
        names.Count.ShouldBeGreaterThanOrEqualTo(50);
    }

    [StoreTheory]
    [InlineData(null)]
    [InlineData(ItemState.Pending)]
    public async Task Pictures_FromAnyPageNumberOn(ItemState? state)
    {
        await InsertAsync([.. Enumerable.Range(1, 20).Select(i => Some.Image($"{i}.jpg"))]);
        var filter = new ItemFilter(State: state);

        var third = await ImageReader.ListAsync(Some.Pictures, filter, new PageRequest(3, 5), None);
        var fourth = await ImageReader.ListAsync(Some.Pictures, filter, new PageRequest(1, 5, third.NextCursor), None);

        fourth.Items.Select(image => image.Name).ShouldBe(["16.jpg", "17.jpg", "18.jpg", "19.jpg", "20.jpg"]);
        (fourth.NextCursor, fourth.Total).ShouldBe((null, 20));
    }

    [StoreFact]
    public async Task Pictures_OfOneStateInOrder_WhileOthersMoveOn()
    {
        await InsertAsync([.. Enumerable.Range(1, 20).Select(i => Some.Image($"{i}.jpg"))]);
        var filter = new ItemFilter(State: ItemState.Pending);
        var first = await ImageReader.ListAsync(Some.Pictures, filter, new PageRequest(1, 5), None);

        foreach (var name in new[] { "1.jpg", "5.jpg", "6.jpg" })
        {
            await Grains.ChangeAsync(Some.Image(name).Id, image => image with { State = ItemState.Live });
        }

        var second = await ImageReader.ListAsync(Some.Pictures, filter, new PageRequest(1, 5, first.NextCursor), None);
        second.Items.Select(image => image.Name).ShouldBe(["7.jpg", "8.jpg", "9.jpg", "10.jpg", "11.jpg"]);
    }

    [StoreFact]
    public async Task DeadLetters_OfTwoKindsAndEqualTimes_AreListedOnceEach()
    {
        await FillAsync();

        foreach (var size in new[] { 1, 2, 5 })
        {
            await AssertWalkAsync(page => Reader.ListDeadLettersAsync(page, None), item => item.Id, size);
        }
    }

    [StoreTheory]
    [InlineData(null, null)]
    [InlineData(Some.ScanType, null)]
    [InlineData(null, JobState.Running)]
    public async Task Jobs_TheLatestFirst_WhileMoreBegin(string? type, JobState? state)
    {
        JobId[] ids = [.. Enumerable.Range(0, 9).Select(i => JobId.Create(Some.Time.AddSeconds(i)))];
        foreach (var id in ids)
        {
            await Grains.WriteAsync(Some.Job(id: id));
        }

        var (reader, filter) = (Store.Get<IJobReader>(), new JobFilter(type, state));
        await AssertWalkAsync(page => reader.ListAsync(filter, page, None), job => job.Id.Value, 4);
        var first = await reader.ListAsync(filter, new PageRequest(1, 4), None);
        await Grains.WriteAsync(Some.Job(id: OtherJob));
        var second = await reader.ListAsync(filter, new PageRequest(1, 9, first.NextCursor), None);
        first.Items.Concat(second.Items).Select(job => job.Id).ShouldBe(ids.Reverse());
    }

    [StoreFact]
    public async Task Collections_ByNameInAnyCase_AndCacheFoldersByPath()
    {
        await Grains.WriteAsync(Some.CacheFolder());
        foreach (var (path, name) in new[] { ("/1", "b"), ("/2", "A"), ("/3", "a"), ("/4", "B"), ("/5", "a"), ("/6", "É"), ("/7", "é") })
        {
            await Grains.WriteAsync(Some.Collection(path, name));
            await Grains.WriteAsync(Some.CacheFolder($"/cache{path}"));
        }

        var reader = Store.Get<ICollectionReader>();
        foreach (var size in new[] { 1, 2, 3 })
        {
            await AssertWalkAsync(page => reader.ListAsync(page, None), collection => collection.Id.Value, size);
            await AssertWalkAsync(page => reader.ListCacheFoldersAsync(page, None), folder => folder.Id.Value, size);
        }
    }

    [StoreFact]
    public async Task NearDuplicates_GroupByGroup_AlsoWhenTheFirstPictureOfTheLastOneIsGone()
    {
        string[] hashes = [Hash, "7fffffffffffff00", "00ffff00ff00ff0f"];
        await InsertAsync([.. Enumerable.Range(1, 9).Select(i => Some.Image($"{i}.jpg") with { PerceptualHash = hashes[i % 3] })]);
        var reader = Store.Get<ISimilarImageReader>();

        await AssertWalkAsync(
            page => reader.ListNearDuplicatesAsync(Some.Pictures, 0, page, None), group => group.Images[0].Image.Id.Value, 1);
        var first = await reader.ListNearDuplicatesAsync(Some.Pictures, 0, new PageRequest(1, 1), None);
        await Grains.ChangeAsync(first.Items[0].Images[0].Image.Id, image => image with { PerceptualHash = null });
        var next = await reader.ListNearDuplicatesAsync(Some.Pictures, 0, new PageRequest(1, 1, first.NextCursor), None);

        next.Items.ShouldHaveSingleItem().Images[0].Image.Name.ShouldBe("2.jpg");
    }

    [StoreFact]
    public async Task Cursor_OfAnotherListOrFilter_OrNone_IsRefusedWithTheRemedy()
    {
        await FillAsync();
        var cursor = (await Reader.ListAsync(new ItemFilter(), new PageRequest(1, 2), None)).NextCursor;

        foreach (var ask in new Func<PageRequest, Task>[]
        {
            page => Reader.ListAsync(new ItemFilter(State: ItemState.Failed), page, None),
            page => Reader.ListDeadLettersAsync(page, None),
            page => ImageReader.ListAsync(Some.Pictures, new ItemFilter(), page, None),
            page => Store.Get<IJobReader>().ListAsync(new JobFilter(), page, None),
            page => Store.Get<ICollectionReader>().ListAsync(page, None),
            page => Store.Get<ICollectionReader>().ListCacheFoldersAsync(page, None),
            page => Store.Get<ISimilarImageReader>().ListNearDuplicatesAsync(Some.Pictures, 0, page, None),
        })
        {
            (await Should.ThrowAsync<InvalidCursorException>(() => ask(new PageRequest(1, 2, cursor)))).Message.ShouldContain("another list");
            (await Should.ThrowAsync<InvalidCursorException>(() => ask(new PageRequest(1, 2, "!")))).Message.ShouldContain("nextCursor");
        }
    }

    [StoreFact]
    public async Task Cursor_WithATextThatNoDatabaseHolds_IsRefused()
    {
        await FillAsync();
        var cursor = (await ImageReader.ListAsync(Some.Pictures, new ItemFilter(), new PageRequest(1, 2), None)).NextCursor!;
        var changed = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Replace("\"]", "\\u0000\"]", StringComparison.Ordinal);

        await Should.ThrowAsync<InvalidCursorException>(() => ImageReader.ListAsync(
            Some.Pictures, new ItemFilter(), new PageRequest(1, 2, Base64Url.EncodeToString(Encoding.UTF8.GetBytes(changed))), None));
    }

    private async Task FillAsync()
    {
        await InsertAsync([.. Enumerable.Range(1, 6).Select(i => Some.Image($"{i}.jpg"))]);
        await InsertAsync([.. Enumerable.Range(7, 5).Select(i => Some.Failed($"{i}.jpg"))]);
        await InsertAsync(Some.Live("12.jpg"), Some.Image("13.jpg", job: OtherJob), Some.Failed("14.jpg", job: OtherJob));
        await InsertAsync(Some.Image("1.jpg") with { Id = ImageId.Of(Elsewhere, "1.jpg", null), CollectionId = Elsewhere });
        await InsertAsync(Some.Note(1), Some.Note(2), Some.FailedNote(3), Some.FailedNote(4), Some.Note(5, stage: "checked"));
    }

    /// <summary>By cursor it is the list that one large page shows.</summary>
    private static async Task AssertWalkAsync<T>(Func<PageRequest, Task<Page<T>>> list, Func<T, string> id, int size)
    {
        var whole = await list(new PageRequest(1, 100));
        whole.NextCursor.ShouldBeNull();
        var (ids, cursor) = (new List<string>(), (string?)null);
        do
        {
            var page = await list(new PageRequest(1, size, cursor));
            page.Total.ShouldBe(whole.Total);
            page.Items.Count.ShouldBeLessThanOrEqualTo(size);
            ids.AddRange(page.Items.Select(id));
            cursor = page.NextCursor;
            ids.Count.ShouldBeLessThanOrEqualTo(whole.Items.Count);
        }
        while (cursor is not null);

        ids.ShouldBe(whole.Items.Select(id));
    }
}

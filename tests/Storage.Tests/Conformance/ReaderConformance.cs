using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Images;
using MediaPipeline.Storage.Tests.Support;

namespace MediaPipeline.Storage.Tests.Conformance;

public abstract class ImageReaderConformance : StoreConformance
{
    private IImageReader Reader => Store.Get<IImageReader>();

    [StoreFact]
    public async Task FindAsync_Live_ShowsRenditionsWithTheirUrls()
    {
        var image = Some.Live("a/b.jpg");
        await InsertAsync(image);

        var view = await Reader.FindAsync(image.Id, None);

        view!.Name.ShouldBe("b.jpg");
        view.Width.ShouldBe(800);
        view.Warnings.ShouldBe([new ImageWarning("truncated", "The last rows are missing.")]);
        view.Thumbnail!.Url.ShouldBe($"/api/v1/images/{image.Id}/thumbnail?v=0123456789abcdef");
        view.Viewing!.Url.ShouldBe($"/api/v1/images/{image.Id}/cache?v=0123456789abcdef");
        view.Stages[ImageStages.Discovered].ShouldBe(Some.Time);
    }

    [StoreFact]
    public async Task FindAsync_Unknown_IsNull() => (await Reader.FindAsync(Some.Image("a").Id, None)).ShouldBeNull();

    [StoreFact]
    public async Task ListAsync_Pages_InNaturalOrderWithTotal()
    {
        await InsertAsync([.. Enumerable.Range(1, 30).Reverse().Select(i => Some.Image($"{i}.jpg"))]);

        var page = await Reader.ListAsync(Some.Pictures, new ItemFilter(), new PageRequest(2, 10), None);

        page.Total.ShouldBe(30);
        page.Number.ShouldBe(2);
        page.Items.Select(image => image.Name).ShouldBe(Enumerable.Range(11, 10).Select(i => $"{i}.jpg"));
    }

    [StoreFact]
    public async Task ListAsync_PagesInAnyOrder_WhilePicturesComeAndGo_ShowsEachInItsPlace()
    {
        await InsertAsync([.. Enumerable.Range(1, 60).Select(i => Some.Image($"{2 * i}.jpg"))]);
        var before = await NamesAsync(5, 1, 6, 3, 4, 2);
        await InsertAsync(Some.Image("1.jpg"), Some.Image("61.jpg"));
        var afterwards = await NamesAsync(6, 4, 5, 2, 3, 1, 7);

        before.ShouldBe(Enumerable.Range(1, 60).Select(i => $"{2 * i}.jpg"));
        afterwards.ShouldBe(Enumerable.Range(1, 60).Select(i => 2 * i).Concat([1, 61]).Order().Select(i => $"{i}.jpg"));

        async Task<IEnumerable<string>> NamesAsync(params int[] numbers)
        {
            var pages = new SortedList<int, IEnumerable<string>>();
            foreach (var number in numbers)
            {
                pages.Add(number, (await Reader.ListAsync(Some.Pictures, new ItemFilter(), new PageRequest(number, 10), None))
                    .Items.Select(image => image.Name));
            }

            return pages.Values.SelectMany(names => names);
        }
    }

    [StoreTheory]
    [InlineData(ItemState.Failed, null, null, new[] { "2.jpg", "10.jpg" })]
    [InlineData(null, "live", null, new[] { "3.jpg" })]
    [InlineData(null, null, "tooLarge", new[] { "10.jpg" })]
    [InlineData(ItemState.Live, "discovered", null, new string[0])]
    public async Task ListAsync_Filter_KeepsTheOrder(ItemState? state, string? stage, string? code, string[] names)
    {
        await InsertAsync(Some.Failed("10.jpg", "tooLarge"), Some.Image("1.jpg"), Some.Failed("2.jpg"), Some.Live("3.jpg"));

        var page = await Reader.ListAsync(Some.Pictures, new ItemFilter(State: state, Stage: stage, Code: code), new PageRequest(1, 50), None);

        page.Items.Select(image => image.Name).ShouldBe(names);
        page.Total.ShouldBe(names.Length);
    }

    [StoreFact]
    public async Task ListAsync_OtherCollection_IsEmpty()
    {
        await InsertAsync(Some.Image("1.jpg"));

        (await Reader.ListAsync(CollectionId.Of("/other"), new ItemFilter(), new PageRequest(1, 50), None)).Total.ShouldBe(0);
    }

    [StoreFact]
    public async Task LocateAsync_RenditionAndOriginal_GiveTheirPlaces()
    {
        await Grains.WriteAsync(Some.Collection());
        await Grains.WriteAsync(Some.CacheFolder());
        var image = Some.Live("a/b.png");
        await InsertAsync(image);

        var thumbnail = await Reader.LocateAsync(image.Id, RenditionKind.Thumbnail, None);
        var original = await Reader.LocateAsync(image.Id, RenditionKind.Original, None);

        (thumbnail!.AbsolutePath, thumbnail.ContentType, thumbnail.FileName).ShouldBe(($"/cache/{image.Thumbnail!.Path}", "image/jpeg", "b.jpg"));
        (original!.AbsolutePath, original.ContentType, original.FileName).ShouldBe(("/pictures/a/b.png", "image/jpeg", "b.png"));
    }

    [StoreFact]
    public async Task LocateThumbnailsAsync_GivesWhatLocateAsyncGives_WithoutUnknownPictures()
    {
        await Grains.WriteAsync(Some.CacheFolder());
        var (live, second, probed) = (Some.Live("a.png"), Some.Live("b.png"), Some.Image("c.jpg", stage: ImageStages.Probed));
        await InsertAsync(live, second, probed);

        var located = await Reader.LocateThumbnailsAsync([probed.Id, live.Id, Some.Image("unknown").Id, second.Id], None);

        located.Keys.ShouldBe([probed.Id, live.Id, second.Id]);
        foreach (var (id, location) in located)
        {
            location.ShouldBe(await Reader.LocateAsync(id, RenditionKind.Thumbnail, None));
        }

        located[live.Id].AbsolutePath.ShouldBe($"/cache/{live.Thumbnail!.Path}");
    }

    [StoreFact]
    public async Task Entries_AreShownByTheirReadableName_AndLocatedByTheirIdentity()
    {
        await Grains.WriteAsync(Some.Collection() with { Path = "/comics/one.cbz", Kind = Contracts.Collections.CollectionKind.Archive });
        var image = Some.Live("one.cbz") with { Entry = @"p\xFF/1.jpg\#2", EntryName = "pÿ/1.jpg" };
        await InsertAsync(image);

        var view = await Reader.FindAsync(image.Id, None);
        var original = await Reader.LocateAsync(image.Id, RenditionKind.Original, None);

        (view!.Name, view.Path, view.Entry).ShouldBe(("1.jpg", "one.cbz", "pÿ/1.jpg"));
        (original!.AbsolutePath, original.Entry, original.FileName).ShouldBe(("/comics/one.cbz", @"p\xFF/1.jpg\#2", "1.jpg"));
    }

    [StoreFact]
    public async Task LocateAsync_NotRenderedYet_SaysWhereItStands()
    {
        var image = Some.Image("a.jpg", stage: ImageStages.Probed);
        await InsertAsync(image);

        var location = await Reader.LocateAsync(image.Id, RenditionKind.Viewing, None);

        (location!.AbsolutePath, location.State, location.Stage).ShouldBe((null, ItemState.Pending, ImageStages.Probed));
        (await Reader.LocateAsync(Some.Image("b").Id, RenditionKind.Viewing, None)).ShouldBeNull();
    }
}

public abstract class ItemReaderConformance : StoreConformance
{
    private IItemReader Reader => Store.Get<IItemReader>();

    [StoreTheory]
    [InlineData(null, null, null, null, 4)]
    [InlineData("media", null, null, null, 0)]
    [InlineData("image", ItemState.Failed, null, null, 2)]
    [InlineData(null, null, "discovered", null, 3)]
    [InlineData(null, ItemState.Failed, null, "tooLarge", 1)]
    public async Task ListAsync_Filter_FindsThem(string? kind, ItemState? state, string? stage, string? code, int count)
    {
        await InsertAsync(Some.Image("1.jpg"), Some.Failed("2.jpg"), Some.Failed("3.jpg", "tooLarge"), Some.Live("4.jpg"));

        var page = await Reader.ListAsync(new ItemFilter(kind, state, stage, code), new PageRequest(1, 50), None);

        page.Items.Count.ShouldBe(count);
        page.Total.ShouldBe(count);
    }

    [StoreFact]
    public async Task ListAsync_ByJob_EachOnceOverThePages()
    {
        await InsertAsync([.. Enumerable.Range(0, 25).Select(i => Some.Image($"{i}.jpg", i % 2 == 0 ? ItemState.Pending : ItemState.Running))]);

        var pages = await Task.WhenAll(
            Enumerable.Range(1, 3).Select(number => Reader.ListAsync(new ItemFilter(JobId: Some.ScanJob), new PageRequest(number, 10), None)));

        pages.SelectMany(page => page.Items).Select(item => item.Id).Distinct().Count().ShouldBe(25);
    }

    [StoreFact]
    public async Task ListDeadLettersAsync_FailedAndQuarantined_TheLatestFirst()
    {
        await InsertAsync(
            Some.Failed("1.jpg") with { EnteredAt = Some.Time },
            Some.Failed("2.jpg") with { EnteredAt = Some.Time.AddMinutes(2), State = ItemState.Quarantined },
            Some.Failed("3.jpg") with { EnteredAt = Some.Time.AddMinutes(1) }, Some.Live("4.jpg"));

        var page = await Reader.ListDeadLettersAsync(new PageRequest(1, 2), None);

        page.Items.Select(item => item.Name).ShouldBe(["2.jpg", "3.jpg"]);
        page.Total.ShouldBe(3);
    }

    [StoreFact]
    public async Task FindAndHistory_OfAnItem()
    {
        var image = Some.Failed("1.jpg");
        await InsertAsync(image);

        (await Reader.FindAsync(image.Id.Value, None))!.LastError!.Code.ShouldBe("notAPicture");
        (await Reader.GetHistoryAsync(image.Id.Value, None))!.ShouldHaveSingleItem().Event.ShouldBe("discovered");
        (await Reader.FindAsync("img_nothing", None)).ShouldBeNull();
        (await Reader.GetHistoryAsync("img_nothing", None)).ShouldBeNull();
    }

    [StoreFact]
    public async Task CountStagesAsync_CountsOldestAndStuck()
    {
        Store.Clock.Advance(TimeSpan.FromDays(1));
        var now = Store.Clock.GetUtcNow();
        await InsertAsync(
            Some.Image("1.jpg") with { EnteredAt = Some.Time.AddDays(-9) }, Some.Failed("2.jpg"),
            Some.Image("3.jpg", ItemState.Skipped) with { EnteredAt = Some.Time.AddDays(-99) },
            Some.Image("4.jpg", ItemState.Waiting, ImageStages.Probed) with { EnteredAt = now.AddMinutes(-11), DueAt = now },
            Some.Image("5.jpg", ItemState.Waiting, ImageStages.Probed) with { EnteredAt = now.AddMinutes(-9), DueAt = now },
            Asking("6.jpg", now.AddDays(-3)));
        await InsertAsync(Some.FailedNote(1), Some.Note(2, stage: "checked"));

        var stages = await Reader.CountStagesAsync(None);

        stages.ShouldBe(
        [
            new StageCount("asset", "requested", 0, null, 0), new StageCount("asset", "fetched", 0, null, 0),
            new StageCount("asset", "stored", 0, null, 0), new StageCount("asset", "rendered", 0, null, 0), new StageCount("asset", "live", 0, null, 0),
            new StageCount("image", "discovered", 2, Some.Time.AddDays(-9), 1), new StageCount("image", "probed", 3, now.AddDays(-3), 1),
            new StageCount("image", "rendered", 0, null, 0), new StageCount("image", "live", 0, null, 0),
            new StageCount("media", "raw", 0, null, 0), new StageCount("media", "validated", 0, null, 0),
            new StageCount("media", "enriched", 0, null, 0), new StageCount("media", "embedded", 0, null, 0),
            new StageCount("media", "live", 0, null, 0),
            new StageCount("note", "written", 1, Some.Time, 1), new StageCount("note", "reserved", 0, null, 0),
            new StageCount("note", "checked", 1, Some.Time, 0), new StageCount("note", "approved", 0, null, 0),
            new StageCount("note", "published", 0, null, 0), new StageCount("note", "live", 0, null, 0),
        ]);
    }

    [StoreFact]
    public async Task ListAsync_TwoKinds_KindByKindOverThePages()
    {
        await InsertAsync([.. Enumerable.Range(0, 13).Select(i => Some.Image($"{i}.jpg"))]);
        await InsertAsync([.. Enumerable.Range(0, 12).Select(i => Some.Note(i))]);

        var pages = await Task.WhenAll(
            Enumerable.Range(1, 3).Select(number => Reader.ListAsync(new ItemFilter(JobId: Some.ScanJob), new PageRequest(number, 10), None)));

        pages.ShouldAllBe(page => page.Total == 25);
        pages.Select(page => page.Items.Count).ShouldBe([10, 10, 5]);
        pages.SelectMany(page => page.Items).Select(item => item.Kind).ShouldBe([.. Enumerable.Repeat("image", 13), .. Enumerable.Repeat("note", 12)]);
        pages.SelectMany(page => page.Items).Select(item => item.Id).Distinct().Count().ShouldBe(25);
        (await Reader.ListAsync(new ItemFilter("note"), new PageRequest(2, 10), None)).Items.Count.ShouldBe(2);
        (await Reader.ListAsync(new ItemFilter(CollectionId: Some.Pictures), new PageRequest(1, 50), None)).Total.ShouldBe(13);
    }

    [StoreFact]
    public async Task ListDeadLettersAsync_TwoKinds_MergedByTime()
    {
        await InsertAsync([.. Enumerable.Range(0, 6).Select(i => Some.Failed($"{i}.jpg") with { EnteredAt = Some.Time.AddMinutes(2 * i) })]);
        await InsertAsync([.. Enumerable.Range(0, 3).Select(i => Some.FailedNote(i) with { EnteredAt = Some.Time.AddMinutes((4 * i) + 1) })]);

        var pages = await Task.WhenAll(Enumerable.Range(1, 3).Select(number => Reader.ListDeadLettersAsync(new PageRequest(number, 4), None)));

        pages.SelectMany(page => page.Items).Select(item => item.Name).ShouldBe(
            ["5.jpg", "topic 2", "4.jpg", "3.jpg", "topic 1", "2.jpg", "1.jpg", "topic 0", "0.jpg"]);
        pages.ShouldAllBe(page => page.Total == 9);
    }

    [StoreFact]
    public async Task FindAndHistory_OfAnotherKind()
    {
        var note = Some.Note(1) with { History = [new HistoryEntry(Some.Time, "written", "discovered", null, null, null)] };
        await InsertAsync(note);

        (await Reader.FindAsync(note.Id, None))!.Kind.ShouldBe("note");
        (await Reader.GetHistoryAsync(note.Id, None))!.Count.ShouldBe(1);
    }

    private static ImageRecord Asking(string path, DateTimeOffset since) => Some.Image(path, ItemState.Waiting, ImageStages.Probed) with
    {
        EnteredAt = since,
        WaitingFor = new WaitingFor("approval", null, "?", since, ["yes", "no"]),
    };
}

public abstract class JobReaderConformance : StoreConformance
{
    private IJobReader Reader => Store.Get<IJobReader>();

    [StoreFact]
    public async Task FindAsync_Running_CountsFromTheStore()
    {
        Store.Clock.Advance(Some.Time.AddSeconds(4) - Store.Clock.GetUtcNow() is var wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
        await Grains.WriteAsync(Some.Job() with { ReadToEnd = true, Unchanged = 7, StartedAt = Store.Clock.GetUtcNow().AddSeconds(-4) });
        await InsertAsync(
            Some.Image("1.jpg"), Some.Live("2.jpg"), Some.Live("3.jpg"), Some.Failed("4.jpg"), Some.Failed("5.jpg") with { State = ItemState.Quarantined },
            Some.Image("6.jpg", ItemState.Skipped), Some.Image("7.jpg", ItemState.Missing));

        var job = await Reader.FindAsync(Some.ScanJob, None);

        var progress = job!.Progress;
        progress.ByStage.ShouldBe(new Dictionary<string, long> { ["discovered"] = 1, ["probed"] = 0, ["rendered"] = 0, ["live"] = 2 }, ignoreOrder: true);
        (progress.Total, progress.Failed, progress.Skipped, progress.Missing, progress.Unchanged).ShouldBe((7, 2, 1, 1, 7));
        progress.Percent.ShouldBe(85.7);
        progress.ItemsPerSecond.ShouldBe(1.5);
        job.Errors.Select(error => error.Name).ShouldBe(["4.jpg", "5.jpg"]);
    }

    [StoreFact]
    public async Task FindAsync_TwoKindsFailed_ShowsTheErrorsOfBoth()
    {
        await Grains.WriteAsync(Some.Job());
        await InsertAsync(Some.FailedNote(1));
        await InsertAsync(Some.Failed("1.jpg"));

        (await Reader.FindAsync(Some.ScanJob, None))!.Errors.Select(error => error.Name).ShouldBe(["1.jpg", "topic 1"]);
    }

    [StoreFact]
    public async Task FindAsync_NotReadToEnd_HasNoTotal()
    {
        await Grains.WriteAsync(Some.Job());
        await InsertAsync(Some.Live("1.jpg"));

        var progress = (await Reader.FindAsync(Some.ScanJob, None))!.Progress;

        progress.Total.ShouldBeNull();
        progress.Percent.ShouldBeNull();
    }

    [StoreFact]
    public async Task FindAsync_Ended_GivesItsFinalFiguresWithWhatStillFails()
    {
        var final = new JobProgress(3, new Dictionary<string, long> { ["live"] = 1 }, 2, 0, 0, 0, 100, null);
        await Grains.WriteAsync(Some.Job(JobState.CompletedWithErrors) with { FinalProgress = final });
        await InsertAsync(Some.Failed("1.jpg"));

        var progress = (await Reader.FindAsync(Some.ScanJob, None))!.Progress;

        progress.Failed.ShouldBe(1);
        progress.ByStage["live"].ShouldBe(2);
        progress.Total.ShouldBe(3);
    }

    [StoreFact]
    public async Task ListAsync_TheLatestFirst_Filtered()
    {
        var ids = Enumerable.Range(0, 5).Select(i => JobId.Create(Some.Time.AddSeconds(i))).ToList();
        foreach (var id in ids)
        {
            await Grains.WriteAsync(Some.Job(id == ids[0] ? JobState.Failed : JobState.Completed, id));
        }

        (await Reader.ListAsync(new JobFilter(), new PageRequest(1, 2), None)).Items.Select(job => job.Id).ShouldBe([ids[4], ids[3]]);
        (await Reader.ListAsync(new JobFilter(State: JobState.Failed), new PageRequest(1, 2), None)).Items.ShouldHaveSingleItem().Id.ShouldBe(ids[0]);
        (await Reader.ListAsync(new JobFilter("scanCollection", JobState.Completed, "/pictures", Some.Pictures), new PageRequest(1, 2), None))
            .Total.ShouldBe(4);
        (await Reader.ListAsync(new JobFilter(Source: "/elsewhere"), new PageRequest(1, 2), None)).Total.ShouldBe(0);
    }
}

public abstract class CollectionReaderConformance : StoreConformance
{
    private ICollectionReader Reader => Store.Get<ICollectionReader>();

    [StoreFact]
    public async Task FindAsync_CountsByStateAndStage()
    {
        await Grains.WriteAsync(Some.Collection());
        await InsertAsync(Some.Image("1.jpg"), Some.Live("2.jpg", 300), Some.Failed("3.jpg"), Some.Image("4.jpg", ItemState.Missing));

        var view = await Reader.FindAsync(Some.Pictures, None);

        view!.Total.ShouldBe(4);
        (view.ByState["live"], view.ByState["failed"], view.ByState["missing"], view.ByState["waiting"]).ShouldBe((1, 1, 1, 0));
        (view.ByStage["discovered"], view.ByStage["live"]).ShouldBe((1, 1));
        (view.Bytes, view.RenditionBytes).ShouldBe((4000, 300));
        (await Reader.FindAsync(CollectionId.Of("/other"), None)).ShouldBeNull();
    }

    [StoreFact]
    public async Task ListAsync_ByName()
    {
        await Grains.WriteAsync(Some.Collection("/1", "beta"));
        await Grains.WriteAsync(Some.Collection("/2", "Alpha"));

        var page = await Reader.ListAsync(new PageRequest(1, 1), None);

        page.Total.ShouldBe(2);
        page.Items.ShouldHaveSingleItem().Name.ShouldBe("Alpha");
    }

    [StoreFact]
    public async Task CacheFolders_SumWhatTheStatesName()
    {
        await Grains.WriteAsync(Some.CacheFolder() with { MaxBytes = 300 });
        await Grains.WriteAsync(Some.Collection());
        await InsertAsync(Some.Live("1.jpg", 100), Some.Live("2.jpg", 200));

        var folder = (await Reader.ListCacheFoldersAsync(new PageRequest(1, 10), None)).Items.ShouldHaveSingleItem();

        (folder.CurrentBytes, folder.FileCount, folder.State).ShouldBe((300, 4, "full"));
        folder.CollectionIds.ShouldBe([Some.Pictures]);
        (await Reader.FindCacheFolderAsync(Some.Folder, None))!.Path.ShouldBe("/cache");
    }
}

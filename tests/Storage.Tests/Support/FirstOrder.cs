using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Jobs;
using MediaPipeline.Grains.Jobs.Reconcile;
using MediaPipeline.Grains.Jobs.Scan;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Documents;
using Orleans.Storage;

namespace MediaPipeline.Storage.Tests.Support;

/// <summary>A database in the order of version 1.0, and what it must hold once its sort keys were renewed.</summary>
internal static class FirstOrder
{
    private static readonly JobId Reading = JobId.Create(Some.Time), Marking = JobId.Create(Some.Time.AddSeconds(1)),
        Driving = JobId.Create(Some.Time.AddSeconds(2)), Reconciling = JobId.Create(Some.Time.AddSeconds(3));

    private static readonly ImageRecord[] Images =
    [
        Some.Live("3.5.jpg") with { SortKey = "0b3.0b5.jpg" },
        Some.Live("3.jpg") with { SortKey = "0b3.jpg" },
        Some.Image("4.jpg") with { SortKey = "0b4.jpg" },
        Entry("Chapter 3.5.cbz", "01.jpg", "chapter 0b3.0b5.cbz\u0003Chapter 3.5.cbz\u00020b1.jpg\u000301.jpg"),
        Entry("Chapter 3.cbz", "1.jpg", "chapter 0b3.cbz\u0003Chapter 3.cbz\u00020b1.jpg"),
        Entry("Chapter 3.cbz", @"1.jpg\#2", "chapter 0b3.cbz\u0003Chapter 3.cbz\u00020b1.jpg\u00021.jpg\\#2"),
        Some.Failed(@"caf\xE9.jpg", "unreadableName") with { SortKey = @"caf\xe9.jpg" + "\u0003" + @"caf\xE9.jpg" },
    ];

    public static async Task WriteAsync(StorageHost host)
    {
        await host.Get<IItemStore>().InsertAbsentAsync(Images, CancellationToken.None);
        var scan = Some.Job() with { Unchanged = 5, Seen = 6, Vanished = 7, Ignored = new Dictionary<string, long> { [".txt"] = 8 }, Cursor = "0b3.jpg" };
        foreach (var job in new JobRecord[]
        {
            scan with { Id = Reading, Phase = "reading" },
            scan with { Id = Marking, Phase = "markingMissing" },
            scan with { Id = Driving, Phase = "driving", Cursor = null },
            new ReconcileRecord
            {
                Id = Reconciling, Type = "reconcile", CacheFolderId = Some.Folder, Phase = "checking", Cursor = $"{Some.Pictures} a 0b3.jpg",
            },
        })
        {
            await host.Get<IGrainStorage>(StateNames.Storage).WriteAsync(job);
        }
    }

    public static async Task AssertRenewedAsync(StorageHost host)
    {
        var known = await host.Get<IImageStore>().ListKnownAsync(Some.Pictures, null, 10, CancellationToken.None);
        known.Select(image => $"{image.Path}/{image.Entry}").ShouldBe(
            ["3.jpg/", "3.5.jpg/", "4.jpg/", "Chapter 3.cbz/1.jpg", @"Chapter 3.cbz/1.jpg\#2", "Chapter 3.5.cbz/01.jpg"]);
        foreach (var image in known)
        {
            var before = Images.Single(one => one.Id == image.Id);
            image.SortKey.ShouldBe(KeyOf(before));
            var stored = new GrainState<ImageRecord>();
            await host.Get<IGrainStorage>(StateNames.Storage).ReadStateAsync(StateNames.Images, StateExtensions.Grain(image.Id.Value), stored);
            DocumentJson.Write(stored.State).ShouldBe(DocumentJson.Write(before with { SortKey = image.SortKey }));
        }

        var reading = await ScanAsync(host, Reading);
        (reading.Cursor, reading.Unchanged, reading.Seen, reading.Vanished, reading.Ignored.Count).ShouldBe((null, 0, 0, 0, 0));
        var marking = await ScanAsync(host, Marking);
        (marking.Cursor, marking.Unchanged, marking.Seen, marking.Vanished, marking.Ignored.Count).ShouldBe((null, 5, 6, 7, 1));
        (await ScanAsync(host, Driving)).Seen.ShouldBe(6);
        (await host.Get<IJobStore>().FindAsync(Reconciling, CancellationToken.None))!.Cursor.ShouldBe($"{Some.Pictures} ");
    }

    private static async Task<ScanRecord> ScanAsync(StorageHost host, JobId id) =>
        (await host.Get<IJobStore>().FindAsync(id, CancellationToken.None)).ShouldBeOfType<ScanRecord>();

    private static ImageRecord Entry(string path, string entry, string key) => Some.Live($"{path}/{entry}") with
    {
        Id = ImageId.Of(Some.Pictures, path, entry),
        Path = path,
        Entry = entry,
        EntryName = entry,
        SortKey = key,
    };

    private static string KeyOf(ImageRecord image) => image switch
    {
        { Entry: null } => Grains.NaturalKey.Of(image.Path, null),
        { Entry: @"1.jpg\#2" } => Grains.NaturalKey.OfEntry(image.Path, "1.jpg", image.Entry),
        _ => Grains.NaturalKey.Of(image.Path, image.Entry),
    };
}

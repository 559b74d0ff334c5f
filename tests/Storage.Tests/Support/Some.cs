using MediaPipeline.Contracts.Assets;
using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Assets;
using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Collections;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Jobs.Scan;
using MediaPipeline.Grains.Media;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Grains;
using MediaPipeline.TestKit.Notes;

namespace MediaPipeline.Storage.Tests.Support;

/// <summary>States with what every one of them has.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Time = new(2029, 5, 6, 7, 8, 9, 123, TimeSpan.Zero);
    public static readonly CollectionId Pictures = CollectionId.Of("/pictures");
    public static readonly CacheFolderId Folder = CacheFolderId.Of("/cache");
    public const string ScanType = "scanCollection";
    public static readonly JobId ScanJob = JobId.Create(Time);

    public static ImageRecord Image(string path, ItemState state = ItemState.Pending, string stage = ImageStages.Discovered, JobId? job = null) => new()
    {
        Id = ImageId.Of(Pictures, path, null),
        CollectionId = Pictures,
        Path = path,
        SortKey = NaturalKey.Of(path, null),
        SourceBytes = 1000,
        SourceModifiedAt = Time,
        JobId = job ?? ScanJob,
        State = state,
        Stage = stage,
        EnteredAt = Time,
        StageTimes = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal) { [ImageStages.Discovered] = Time },
        History = [new HistoryEntry(Time, ImageStages.Discovered, "discovered", null, null, null)],
    };

    public static MediaRecord Title(string title, ItemState state = ItemState.Pending, string type = "movie", int? year = 1979) => new()
    {
        Id = MediaId.Of("file", type, title),
        Facts = new MediaFacts { Source = "file", ExternalId = title, Type = type, Title = title, Year = year, Genres = ["Horror", "Science fiction"] },
        Place = "record 1 (line 1)",
        Signature = $"signature of {title}",
        SortKey = $"{NaturalKey.Of(title, null)} {type}",
        JobId = ScanJob,
        State = state,
        EnteredAt = Time,
        ImportedAt = Time,
        StageTimes = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal) { [MediaStages.Raw] = Time },
        History = [new HistoryEntry(Time, MediaStages.Raw, "imported", null, null, null)],
    };

    public static AssetRecord Asset(string url) => new()
    {
        Id = AssetId.Of(url),
        Url = url,
        SortKey = url,
        Priority = AssetRecord.LowestPriority,
        State = ItemState.Live,
        Stage = AssetStages.Live,
        Facts = new PictureFacts("png", 800, 1200, 1, 1000, new string('a', 64), 1, false, false, null, null),
        File = "images/aa/file.png",
        Thumbnail = new StoredRendition("images/aa/thumbnail.jpg", 200, 300, 100, "jpeg", 80, "300x300-jpeg-80-v1", "0123456789abcdef"),
        Viewing = new StoredRendition("images/aa/viewing.jpg", 720, 1080, 900, "jpeg", 85, "1920x1080-jpeg-85-v1", "123456789abcdef0"),
        Recipe = "300x300-jpeg-80-v1+1920x1080-jpeg-85-v1",
        EnteredAt = Time,
        StageTimes = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal) { [AssetStages.Requested] = Time },
        History = [new HistoryEntry(Time, AssetStages.Requested, "requested", null, null, null)],
    };

    public static ImageRecord Failed(string path, string code = "notAPicture", JobId? job = null) => Image(path, ItemState.Failed, job: job) with
    {
        FailedJobId = job ?? ScanJob,
        LastError = new ItemError(code, $"{path} is no picture.", ImageStages.Probed, Time),
        Tries = 1,
    };

    public static ImageRecord Live(string path, long bytes = 300) => Image(path, ItemState.Live, ImageStages.Live) with
    {
        Facts = new PictureFacts("jpeg", 800, 600, 1, 1000, new string('a', 64), 1, false, false, "2020-01-02T03:04:05", "Acme One"),
        Thumbnail = Rendition(path, "thumbnails", bytes / 3),
        Viewing = Rendition(path, "cache", bytes - (bytes / 3)),
        CacheFolderId = Folder,
        RenditionBytes = bytes,
        RenditionCount = 2,
        Recipe = "300x300 jpeg 80|1920x1080 jpeg 85",
        Warnings = [new Fault("truncated", "The last rows are missing.")],
    };

    /// <summary>Of a second kind of item, which has no schema file, no collections, and two columns of its own.</summary>
    public static NoteRecord Note(int number, ItemState state = ItemState.Pending, string stage = NoteRecord.Written) => SomeNote.Of(number, Time) with
    {
        JobId = ScanJob,
        State = state,
        Stage = stage,
        DueAt = null,
    };

    public static NoteRecord FailedNote(int number) => Note(number, ItemState.Failed) with
    {
        FailedJobId = ScanJob,
        LastError = new ItemError("tooLong", "Too long.", NoteRecord.Checked, Time),
    };

    public static ScanRecord Job(JobState state = JobState.Running, JobId? id = null) => new()
    {
        Id = id ?? ScanJob,
        Type = "scanCollection",
        Source = "/pictures",
        CollectionId = Pictures,
        State = state,
        Phase = "reading",
        CreatedAt = Time,
        StartedAt = Time,
    };

    public static CollectionState Collection(string path = "/pictures", string name = "Pictures") => new()
    {
        Id = CollectionId.Of(path),
        Name = name,
        Path = path,
        Kind = CollectionKind.Folder,
        CacheFolderId = Folder,
        CreatedAt = Time,
    };

    public static CacheFolderState CacheFolder(string path = "/cache") => new() { Id = CacheFolderId.Of(path), Path = path, CreatedAt = Time };

    private static StoredRendition Rendition(string path, string kind, long bytes) =>
        new($"{kind}/{Pictures}/{ImageId.Of(Pictures, path, null)}_x.jpg", 300, 225, bytes, "jpeg", 80, "300x300 jpeg 80", "0123456789abcdef");
}

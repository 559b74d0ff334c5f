using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MediaPipeline.Contracts.Assets;
using MediaPipeline.Contracts.CacheFolders;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Assets;
using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Collections;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Jobs;
using MediaPipeline.Grains.Jobs.CleanOrphans;
using MediaPipeline.Grains.Jobs.DeleteCollection;
using MediaPipeline.Grains.Jobs.FetchCovers;
using MediaPipeline.Grains.Jobs.Import;
using MediaPipeline.Grains.Jobs.RetryItems;
using MediaPipeline.Grains.Jobs.Scan;
using MediaPipeline.Grains.Media;
using MediaPipeline.Grains.Media.Identity;
using MediaPipeline.Grains.Media.Split;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Storage.Documents;
using MediaPipeline.Storage.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace MediaPipeline.Storage.Tests.Documents;

/// <summary>
/// What lies in people's databases. A file here is never changed once a version with it is out: a new shape gets a new file, and the old one must still be
/// read.
/// A document that is written otherwise than its file is left beside the test program as <c>*.actual.json</c>.
/// </summary>
public sealed class GoldenDocumentTests
{
    // The files bear the id that their version derived; pictures keep the id that they were given.
    private const string Name = "Holidays 2/IMG_10.jpg";
    private static readonly ImageId Id = EntityId.Derive<ImageId>(Some.Pictures.Value, Name, "");

    private static readonly ImageRecord Image = Some.Live(Name) with
    {
        // In the order of version 1.0: a document holds whatever key it was given.
        SortKey = "holidays 0b2\u0003Holidays 2\u0001img_0c10.jpg\u0003IMG_10.jpg",
        Id = Id,
        Thumbnail = OfThatId(Some.Live(Name).Thumbnail!),
        Viewing = OfThatId(Some.Live(Name).Viewing!),
        Attempt = 3,
        Tries = 1,
        DueAt = Some.Time.AddMinutes(1),
        WaitingFor = new WaitingFor("retry", null, "Tried again at 07:09.", Some.Time),
        LastError = new ItemError("timeLimit", "It took more than 30 s.", ImageStages.Probed, Some.Time, "page 1.jpg"),
        SkippedReason = "not wanted",
        FailedJobId = Some.ScanJob,
        Placeholder = "1QcSHQRnh493V4dIh4eXh1h4kJUI",
        DominantColour = "#7f8081",
        PerceptualHash = "00ff00ff00ff00ff",
        MissingSince = Some.Time,
    };

    private static readonly ImportRecord Import = new()
    {
        Id = Some.ScanJob,
        Type = "import",
        Source = "/catalogues/films.json",
        State = JobState.Running,
        Phase = "reading",
        Cursor = "500",
        From = "file",
        MediaType = "movie",
        Path = "/catalogues/films.json",
        Limit = 1000,
        Report = new ImportReport(500, 3, 2, 495),
        CreatedAt = Some.Time,
    };

    private static readonly MediaFacts AllFacts = new()
    {
        Source = "file",
        ExternalId = "1",
        Type = "movie",
        ExternalIds = new Dictionary<string, string>(StringComparer.Ordinal) { ["imdb"] = "tt0078748" },
        Title = "Alien",
        Titles = new Dictionary<string, string>(StringComparer.Ordinal) { ["en"] = "Alien", ["ja"] = "エイリアン" },
        Synonyms = ["Alien 1"],
        Synopsis = "In space no one can hear you scream.",
        Genres = ["Horror"],
        Tags = ["space"],
        StartDate = "1979-05-25",
        EndDate = "1979",
        Year = 1979,
        Episodes = 1,
        Minutes = 117,
        Status = "finished",
        Score = 85.5,
        Popularity = 1000,
        Adult = false,
        CoverUrl = "https://example.org/alien.jpg",
        Cast = ["Sigourney Weaver"],
        Characters = [new MediaCharacter("Ripley", "main", "An officer.")],
    };

    private static readonly ScanRecord Job = Some.Job(JobState.Waiting) with
    {
        Cursor = "holidays 0b2\u0001img_0c10.jpg",
        Ignored = new Dictionary<string, long> { [".txt"] = 2 },
        WaitingFor = new WaitingFor("outputFull", "folder:fld_1", "Full.", Some.Time),
        Question = new JobQuestion("manyMissing", "More than half is gone.", ["mark", "lookAgain"]),
        Answers = new Dictionary<string, string> { ["manyMissing"] = "mark" },
        Failure = new ItemError("collectionGone", "Gone.", "reading", Some.Time),
        FinalProgress = new JobProgress(3, new Dictionary<string, long> { ["live"] = 1 }, 1, 1, 0, 5, 100, 2.5),
        Warnings = ["A folder could not be listed."],
    };

    private static readonly CleanOrphansRecord CleanUpJob = new()
    {
        Id = Some.ScanJob,
        Type = "cleanOrphans",
        Source = "/pictures",
        State = JobState.Running,
        Phase = "counting",
        Cursor = $"thumbnails/{Some.Pictures}",
        CacheFolderId = Some.Folder,
        CleanUp = new CleanUp(7, DryRun: false, CountFirst: true),
        Report = new FolderReport(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14),
        CreatedAt = Some.Time,
        StartedAt = Some.Time,
    };

    private static readonly DocumentFormat Format = FormatOfTheProgram();

    private const string TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private static StoredRendition OfThatId(StoredRendition rendition) =>
        rendition with { Path = rendition.Path.Replace(ImageId.Of(Some.Pictures, Name, null).Value, Id.Value, StringComparison.Ordinal) };

    [Fact]
    public void Images_V1() => Check("images.v1.json", Image);

    [Fact]
    public void Images_V1_OfAnEntryInAnArchive() => Check("images.v1.entry.json", Image with { Entry = @"\x95\x5C\x8E\x86.jpg\#2", EntryName = "表紙.jpg" });

    [Fact]
    public void Images_V1_ReadAgain() => Check("images.v1.verified.json", Image with
    {
        SourceChangedAt = Some.Time.AddDays(1),
        SourceInode = -7,
        Verification = Verification.Changed,
    });

    [Fact]
    public void Media_V1_IsRead()
    {
        var stored = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Golden", "media.v1.json"));

        var title = Format.Read<MediaRecord>(stored, "media", "golden");

        (title.Facts.Title, title.State, title.Signature).ShouldBe(("Alien", ItemState.Failed, "signature of Alien"));
    }

    [Fact]
    public void Media_V2() => Check("media.v2.json", Some.Title("Alien", ItemState.Failed) with
    {
        Facts = AllFacts,
        Sources =
        [
            new SourceFacts("file", "1", "movie", AllFacts, [], "record 1 (line 1)", "signature of Alien", Some.ScanJob, Some.Time),
            new SourceFacts(
                "tmdb", "348", "movie", new MediaFacts { Source = "tmdb", ExternalId = "348", Type = "movie" },
                [new Fault("invalidRecord", "year is 'x'.")], "tmdb", "signature of tmdb", null, Some.Time),
        ],
        Edits = new MediaFacts { Title = "Alien" },
        Locked = ["title"],
        MergedInto = Some.Title("Aliens").Id,
        Contested = [new ContestedTitle(Some.Title("Dune").Id, "Both have the id imdb:tt0078748.")],
        KeptApart = [Some.Title("Dune").Id],
        Revision = 7,
        Splitting = new SourceSplit(Some.Title("Dune").Id, ["file:1"]),
        Enrichers = ["tmdb"],
        LastError = new ItemError("invalidRecord", "record 1 has no year.", MediaStages.Validated, Some.Time),
        FailedJobId = Some.ScanJob,
    });

    [Fact]
    public void Assets_V1() => Check("assets.v1.json", Some.Asset("https://example.org/alien.jpg") with
    {
        DueAt = Some.Time.AddDays(7),
        LastError = new ItemError("notFound", "There is nothing at https://example.org/alien.jpg.", AssetStages.Fetched, Some.Time),
        FailedJobId = Some.ScanJob,
        Warnings = [new Fault("truncated", "The last rows are missing.")],
        Placeholder = "1QcSHQRnh493V4dIh4eXh1h4kJUI",
        DominantColour = "#7f8081",
    });

    [Fact]
    public void Jobs_V2_FetchingOfCovers() => Check<JobRecord>("jobs.v2.covers.json", new FetchCoversRecord
    {
        Id = Some.ScanJob,
        Type = "fetchCovers",
        State = JobState.Running,
        Phase = "reading",
        Cursor = Some.Title("Alien").Id.Value,
        MediaType = "movie",
        Known = 7,
        Priority = 9,
        CreatedAt = Some.Time,
    });

    [Fact]
    public void Jobs_V2_ImportOfOneSource_IsRead() => CheckRead("jobs.v2.import.json", Import);

    [Fact]
    public void Jobs_V2_Import() => Check<JobRecord>("jobs.v2.imports.json", Import with
    {
        From = "anilist,myanimelist",
        List = "popular",
        Overwrite = true,
        SourceIndex = 1,
        LeftAt = new Dictionary<string, string>(StringComparer.Ordinal) { ["anilist"] = "3" },
        Report = new ImportReport(500, 3, 2, 490, 4, 1, new Dictionary<string, ImportReport>(StringComparer.Ordinal) { ["anilist"] = new(500, 3) }),
    });

    [Fact]
    public void Jobs_V1_IsRead() => CheckRead("jobs.v1.json", Job);

    [Fact]
    public void Jobs_V2_Scan() => Check<JobRecord>("jobs.v2.scan.json", Job);

    [Fact]
    public void Jobs_V2_ScanThatReadsAllAgain() =>
        Check<JobRecord>("jobs.v2.verify.json", Job with { Unverified = 4, Verification = new VerificationReport(3, 2, 1) });

    [Fact]
    public void Jobs_V2_WhateverTheOrderOfItsMembers_IsRead()
    {
        var sorted = Format.Write<JobRecord>(Job).Replace("\"type\":\"scanCollection\",", "", StringComparison.Ordinal)[..^1] + ",\"type\":\"scanCollection\"}";

        Format.Write(Format.Read<JobRecord>(Encoding.UTF8.GetBytes(sorted), "jobs", "x")).ShouldBe(Format.Write<JobRecord>(Job));
    }

    [Fact]
    public void Jobs_V2_RetryAndSkipOfItems()
    {
        var filter = new ItemFilter("image", ItemState.Failed, ImageStages.Probed, "timeLimit", Some.ScanJob, Some.Pictures);
        Check<JobRecord>("jobs.v2.retry.json", new RetryItemsRecord
        {
            Id = Some.ScanJob,
            Type = "retryItems",
            State = JobState.Running,
            Phase = "retrying",
            Cursor = "1:img_0",
            CollectionId = Some.Pictures,
            Filter = filter,
            CreatedAt = Some.Time,
        });
        Check<JobRecord>("jobs.v2.skip.json", new SkipItemsRecord
        {
            Id = Some.ScanJob,
            Type = "skipItems",
            State = JobState.Running,
            Phase = "retrying",
            CollectionId = Some.Pictures,
            Filter = filter,
            Reason = "not wanted",
            CreatedAt = Some.Time,
        });
    }

    [Fact]
    public void Jobs_V2_DeletionOfACollection() => Check<JobRecord>("jobs.v2.delete.json", new DeleteCollectionRecord
    {
        Id = Some.ScanJob,
        Type = "deleteCollection",
        Source = "/pictures",
        CollectionId = Some.Pictures,
        State = JobState.Running,
        Phase = "deleting",
        CreatedAt = Some.Time,
    });

    [Fact]
    public void Collections_V1() => Check(
        "collections.v1.json",
        Some.Collection() with { JobId = Some.ScanJob, LastScannedAt = Some.Time, Ignored = new Dictionary<string, long> { ["(hidden)"] = 1 } });

    [Fact]
    public void CacheFolders_V1() =>
        Check("cache_folders.v1.json", Some.CacheFolder() with { MaxBytes = 1L << 40, Weight = 2, FaultCode = "outputFull", FaultMessage = "Full." });

    [Fact]
    public void CacheFolders_V2_PathsBelowTheDataDirectoryAreRelative() => Check("cache_folders.v2.json", Some.CacheFolder() with
    {
        Path = "cache",
        MaxBytes = 1L << 40,
        Draining = true,
        Reconcile = new FolderTask(Some.ScanJob, Some.Time, Some.Time.AddHours(1)),
        CleanUp = new FolderTask(Some.ScanJob, Some.Time),
        Drain = new FolderTask(Some.ScanJob, Some.Time),
        DueAt = Some.Time.AddDays(1),
    });

    [Fact]
    public void Jobs_V1_OverACacheFolder_IsRead() => CheckRead("jobs.v1.folder.json", CleanUpJob);

    [Fact]
    public void Jobs_V2_OverACacheFolder() => Check<JobRecord>("jobs.v2.folder.json", CleanUpJob);

    [Fact]
    public void Images_V1_UnderWayInATrace() => Check("images.v1.traced.json", new ImageRecord
    {
        Id = Image.Id,
        CollectionId = Image.CollectionId,
        Path = Image.Path,
        SortKey = Image.SortKey,
        State = ItemState.Running,
        Attempt = 1,
        TraceParent = TraceParent,
    });

    [Fact]
    public void Jobs_V1_InATrace_IsRead() => CheckRead("jobs.v1.traced.json", Some.Job() with { TraceParent = TraceParent });

    [Fact]
    public void Jobs_OfATypeThatIsNotKnown_SayWhichAreAndWhatToDo()
    {
        var later = Format.Write<JobRecord>(Job).Replace("scanCollection", "teleport", StringComparison.Ordinal);

        var error = Should.Throw<UnreadableStateException>(() => Format.Read<JobRecord>(Encoding.UTF8.GetBytes(later), "jobs", "job_1"));

        error.Message.ShouldContain("'job_1'");
        error.Message.ShouldContain("no jobs of type 'teleport', only scanCollection, deleteCollection, ");
        error.Message.ShouldContain("start the version that wrote it");
    }

    [Fact]
    public void Read_MembersThatAreNotKnown_AreIgnored()
    {
        var newer = "{\"fromAnotherVersion\":{\"a\":[1]}," + DocumentJson.Write(Image)[1..];

        DocumentJson.Read<ImageRecord>(Encoding.UTF8.GetBytes(newer), "images", "x").Id.ShouldBe(Image.Id);
    }

    [Fact]
    public void Read_TimesAsText_AreReadToo()
    {
        var folder = DocumentJson.Read<CacheFolderState>(
            Encoding.UTF8.GetBytes($$"""{"id":"{{CacheFolderId.Of("/c")}}","createdAt":"2029-05-06T07:08:09.123Z"}"""), "cache_folders", "x");

        folder.CreatedAt.ShouldBe(Some.Time);
    }

    private static void Check<T>(string file, T state)
    {
        var written = Write(state);
        var golden = Path.Combine(AppContext.BaseDirectory, "Golden", file);
        File.WriteAllText(Path.ChangeExtension(golden, ".actual.json"), written + "\n");

        var stored = File.ReadAllText(golden).Trim();

        ShouldBeTheSame(written, stored);
        ShouldBeTheSame(Format.Write(Format.Read<T>(Encoding.UTF8.GetBytes(stored), file, "golden")), stored);
    }

    /// <summary>A file of a version that wrote another shape.</summary>
    private static void CheckRead(string file, JobRecord expected)
    {
        var stored = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Golden", file));

        ShouldBeTheSame(Format.Write(Format.Read<JobRecord>(stored, file, "golden")), Write(expected));
    }

    // The order of members carries no meaning.
    private static void ShouldBeTheSame(string written, string expected) =>
        JsonNode.DeepEquals(JsonNode.Parse(written), JsonNode.Parse(expected)).ShouldBeTrue($"{written}\nis not\n{expected}");

    // Ids of jobs hold chance.
    private static string Write<T>(T state) => Format.Write(state)
        .Replace(Some.ScanJob.Value, "job_0198f5c1c0de70000000000000000001", StringComparison.Ordinal);

    private static DocumentFormat FormatOfTheProgram()
    {
        using var services = new ServiceCollection().AddSingleton(ImageStages.Kind).AddJobKinds().BuildServiceProvider();
        return new DocumentFormat(services.GetServices<JsonConverter>());
    }
}

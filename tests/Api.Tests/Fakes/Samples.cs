using MediaPipeline.Contracts.CacheFolders;
using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Contracts.Reading;

namespace MediaPipeline.Api.Tests.Fakes;

/// <summary>Views as the read side would give them.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly CollectionId CollectionId = CollectionId.Of("/pictures");
    public static readonly CacheFolderId FolderId = CacheFolderId.Of("/data/cache");
    public static readonly JobId JobId = JobId.Create(Now);
    public static readonly JobTypes JobTypes = new(
        [new("scanCollection"), new("deleteCollection"), new("retryItems"), new("skipItems"), new("reconcile"), new("cleanOrphans"), new("drain"), new("import"), new("fetchCovers")]);

    private static readonly Dictionary<string, long> NoCounts = new(StringComparer.Ordinal);

    public static CollectionView Collection(string name = "Pictures", string path = "/pictures") => new(
        CollectionId.Of(path), name, path, CollectionKind.Folder, CollectionLifecycle.Active, 3, new Dictionary<string, long>(
            StringComparer.Ordinal)
        { ["live"] = 2, ["failed"] = 1 },
        new Dictionary<string, long>(StringComparer.Ordinal) { ["live"] = 2 }, 3_000_000, 90_000, FolderId, Now, Now, NoCounts, JobId);

    public static CacheFolderView Folder() => new(FolderId, "/data/cache", 90_000, 4, null, 1, [CollectionId], "ok", null);

    public static JobView Job(JobState state = JobState.Running, JobId? id = null, JobQuestion? question = null, WaitingFor? waitingFor = null) => new(
        id ?? JobId, "scanCollection", "/pictures", null, CollectionId, state, 5, waitingFor, question, false, Now, Now, null, Now, null,
        new JobProgress(4, new Dictionary<string, long>(StringComparer.Ordinal) { ["discovered"] = 1, ["live"] = 2 }, 1, 0, 0, 0, 75, 12.5), [], [], null);

    public static ImageId ImageId(string name) => Contracts.Ids.ImageId.Of(CollectionId, name, null);

    public static ImageView Image(string name, ItemState state = ItemState.Live, string stage = ImageStages.Live, ItemError? error = null) => new(
        ImageId(name), CollectionId, JobId, name, name, null, 4000, 3000, "jpeg", 1_000_000, "ab12", Now, null, null, 1, state, stage,
        new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal) { ["discovered"] = Now }, 1, error, null, null, [], null, null, null,
        state is ItemState.Live ? new RenditionView($"/api/v1/images/{ImageId(name)}/thumbnail?v=aa11", 300, 225, 9_000, "webp", 80, "r1") : null,
        state is ItemState.Live ? new RenditionView($"/api/v1/images/{ImageId(name)}/cache?v=bb22", 1440, 1080, 90_000, "webp", 80, "r1") : null,
        null);

    public static MediaView Title(string title) => new(
        MediaId.Of("file", "movie", title), "movie", "file", title, new Dictionary<string, string>(StringComparer.Ordinal) { ["imdb"] = "tt0078748" }, title,
        new Dictionary<string, string>(StringComparer.Ordinal), [], "In space no one can hear you scream.", ["Horror"], [], 1979, "1979-05-25", null, null,
        117, "finished", 85, null, false, null, [], ItemState.Live, MediaStages.Live, new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal), 0, null,
        null, null, null, null, JobId, Now, Now, Now, Now, Now, [$"file:{title}"], [], 1);

    public static ItemView Item(string name, ItemState state = ItemState.Failed) => new(
        ImageId(name).Value, "image", name, CollectionId, JobId, state, ImageStages.Discovered, 3,
        state is ItemState.Failed
            ? new ItemError("notAPicture", $"'{name}' is not a picture: take it out of the folder.", ImageStages.Probed, Now)
            : null, null, null, null, Now);

    public static RenditionLocation File(string path, string? contentType = "image/webp", string? hash = "aa11", string fileName = "cat.webp") =>
        new(path, null, contentType, hash, null, fileName, ItemState.Live, ImageStages.Live, null);
}

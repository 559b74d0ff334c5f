using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Documents;
using MediaPipeline.Storage.Tests.Support;
using Microsoft.Data.Sqlite;
using Orleans.Storage;

namespace MediaPipeline.Storage.Tests.Sqlite;

public sealed class UnreadableStateTests : IAsyncLifetime
{
    private static readonly ImageRecord Image = Some.Image("a/b.jpg");
    private readonly StorageHost _host = new();

    private IGrainStorage Grains => _host.Get<IGrainStorage>(StateNames.Storage);

    public async Task InitializeAsync()
    {
        await _host.Get<IItemStore>().InsertAbsentAsync([Image, Some.Image("a/c.jpg")], CancellationToken.None);
        await _host.Database.WriteAsync(
            session => session.Execute("""UPDATE images SET document = json_set(document, '$.facts', 'nonsense') WHERE path = 'a/b.jpg'"""));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task ReadStateAsync_NamesTableAndId()
    {
        var error = await Should.ThrowAsync<UnreadableStateException>(
            () => Grains.ReadStateAsync(StateNames.Images, StateExtensions.Grain(Image.Id.Value), new GrainState<ImageRecord>()));

        error.Message.ShouldContain("'images'");
        error.Message.ShouldContain(Image.Id.Value);
    }

    [Fact]
    public async Task Readers_ShowItAsQuarantinedFromTheIndex()
    {
        var page = await _host.Get<IImageReader>().ListAsync(Some.Pictures, new ItemFilter(), new PageRequest(1, 10), CancellationToken.None);
        var item = await _host.Get<IItemReader>().FindAsync(Image.Id.Value, CancellationToken.None);

        page.Items.Select(image => (image.Name, image.State)).ShouldBe([("b.jpg", ItemState.Quarantined), ("c.jpg", ItemState.Pending)]);
        item!.LastError!.Code.ShouldBe("unreadableState");
        item.JobId.ShouldBe(Some.ScanJob);
    }

    [Fact]
    public async Task Readers_ShowEveryKindByItsColumns()
    {
        var note = Some.Note(1) with { Stage = "checked" };
        await _host.Get<IItemStore>().InsertAbsentAsync([note], CancellationToken.None);
        await _host.Database.WriteAsync(session => session.Execute("UPDATE notes SET document = json_set(document, '$.size', 'nonsense')"));

        var item = await _host.Get<IItemReader>().FindAsync(note.Id, CancellationToken.None);

        (item!.Name, item.State, item.Stage, item.JobId, item.EnteredAt).ShouldBe(("topic 1", ItemState.Quarantined, "checked", Some.ScanJob, Some.Time));
        item.LastError!.Code.ShouldBe("unreadableState");
    }

    [Fact]
    public async Task Documents_ThatAreNoJson_AreRefusedByTheDatabase() =>
        await Should.ThrowAsync<SqliteException>(() => _host.Database.WriteAsync(session => session.Execute("UPDATE images SET document = '{not json'")));

    [Fact]
    public async Task Jobs_AreShownAsFailed()
    {
        await Grains.WriteAsync(Some.Job());
        await _host.Database.WriteAsync(session => session.Execute("UPDATE jobs SET document = json_set(document, '$.state', 'nonsense')"));

        var job = await _host.Get<IJobReader>().FindAsync(Some.ScanJob, CancellationToken.None);

        job!.State.ShouldBe(JobState.Failed);
        job.Failure!.Code.ShouldBe("unreadableState");
        (await _host.Get<IJobReader>().ListAsync(new JobFilter(), new PageRequest(1, 10), CancellationToken.None)).Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Jobs_OfATypeThatIsNotKnown_AreShownAsFailedAndSayWhy()
    {
        await Grains.WriteAsync(Some.Job());
        await _host.Database.WriteAsync(session => session.Execute("UPDATE jobs SET document = json_set(document, '$.type', 'teleport')"));

        var job = await _host.Get<IJobReader>().FindAsync(Some.ScanJob, CancellationToken.None);

        (job!.Type, job.State).ShouldBe(("teleport", JobState.Failed));
        job.Failure!.Message.ShouldContain("no jobs of type 'teleport'");
    }

    [Fact]
    public async Task Collections_KeepTheirPath()
    {
        await Grains.WriteAsync(Some.Collection());
        await Grains.WriteAsync(Some.CacheFolder());
        await _host.Database.WriteAsync(session => session.Execute("UPDATE collections SET document = json_set(document, '$.kind', 'nonsense')"));
        await _host.Database.WriteAsync(session => session.Execute("UPDATE cache_folders SET document = json_set(document, '$.weight', 'nonsense')"));

        (await _host.Get<ICollectionStore>().ListAsync(CancellationToken.None)).ShouldHaveSingleItem().Path.ShouldBe("/pictures");
        (await _host.Get<ICollectionReader>().FindCacheFolderAsync(Some.Folder, CancellationToken.None))!.State.ShouldBe("unavailable");
    }
}

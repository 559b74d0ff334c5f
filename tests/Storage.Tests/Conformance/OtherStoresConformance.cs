using System.Security.Cryptography;
using MediaPipeline.Contracts.Access;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Jobs.Scan;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Sql.Access;
using MediaPipeline.Storage.Tests.Support;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace MediaPipeline.Storage.Tests.Conformance;

public abstract class DueStoreConformance : StoreConformance
{
    private IDueStore Due => Store.Get<IDueStore>();

    [StoreFact]
    public async Task ListDueAsync_ByShard_TheEarliestFirst()
    {
        var images = Enumerable.Range(0, 64).Select(i => Some.Image($"{i}.jpg") with { DueAt = Some.Time.AddSeconds(-i) }).ToArray();
        await InsertAsync(images);

        var due = (await Task.WhenAll(Enumerable.Range(0, IDueStore.Shards).Select(shard => Due.ListDueAsync(shard, Some.Time, 100, None)))).ToList();

        due.Sum(shard => shard.Count).ShouldBe(64);
        due.ShouldAllBe(shard => shard.SequenceEqual(shard.OrderBy(thing => thing.DueAt)));
        due.Index().ShouldAllBe(shard => shard.Item.All(thing => thing.Id.EndsWith($"{shard.Index:x}", StringComparison.Ordinal)));
    }

    [StoreFact]
    public async Task ListDueAsync_NotYetDueOrAtRest_AreNotThere()
    {
        await InsertAsync(Some.Image("1.jpg") with { DueAt = Some.Time.AddMilliseconds(1) }, Some.Image("2.jpg"));

        (await AllAsync(Some.Time)).ShouldBeEmpty();
        (await AllAsync(Some.Time.AddMilliseconds(1))).Count.ShouldBe(1);
    }

    [StoreFact]
    public async Task ListDueAsync_JobsToo()
    {
        await Grains.WriteAsync(Some.Job() with { DueAt = Some.Time });

        (await AllAsync(Some.Time)).ShouldBe([new DueEntry(StateNames.Jobs, Some.ScanJob.Value, Some.Time)]);
    }

    [StoreFact]
    public async Task ListDueAsync_ItemsOfEveryKind()
    {
        var (image, note) = (Some.Image("1.jpg") with { DueAt = Some.Time }, Some.Note(1) with { DueAt = Some.Time.AddSeconds(-1) });
        await InsertAsync(image);
        await InsertAsync(note);

        (await AllAsync(Some.Time)).ShouldBe(
            [new DueEntry(StateNames.Images, image.ItemId, Some.Time), new DueEntry("notes", note.Id, Some.Time.AddSeconds(-1))], ignoreOrder: true);
    }

    [StoreFact]
    public async Task ListDueAsync_CacheFoldersToo()
    {
        await Grains.WriteAsync(Some.CacheFolder() with { DueAt = Some.Time });
        await Grains.WriteAsync(Some.CacheFolder("/other"));

        (await AllAsync(Some.Time)).ShouldBe([new DueEntry(StateNames.CacheFolders, Some.Folder.Value, Some.Time)]);
    }

    private async Task<List<DueEntry>> AllAsync(DateTimeOffset now) =>
        [.. (await Task.WhenAll(Enumerable.Range(0, IDueStore.Shards).Select(shard => Due.ListDueAsync(shard, now, 100, None)))).SelectMany(shard => shard)];
}

public abstract class JobStoreConformance : StoreConformance
{
    [StoreFact]
    public async Task FindAsync_GivesTheDocument()
    {
        await Grains.WriteAsync(Some.Job() with { Cursor = "k", Vanished = 7 });

        var job = await Store.Get<IJobStore>().FindAsync(Some.ScanJob, None);

        job.ShouldBeOfType<ScanRecord>().Vanished.ShouldBe(7);
        job.Cursor.ShouldBe("k");
        (await Store.Get<IJobStore>().FindAsync(JobId.Create(Some.Time.AddDays(1)), None)).ShouldBeNull();
    }

    [StoreFact]
    public async Task ListUnfinishedAsync_OfACollection()
    {
        var (ended, elsewhere) = (JobId.Create(Some.Time.AddDays(1)), JobId.Create(Some.Time.AddDays(2)));
        await Grains.WriteAsync(Some.Job());
        await Grains.WriteAsync(Some.Job(JobState.Completed, ended));
        await Grains.WriteAsync(Some.Job(JobState.Paused, elsewhere) with { CollectionId = CollectionId.Of("/other") });

        (await Store.Get<IJobStore>().ListUnfinishedAsync(Some.Pictures, None)).ShouldBe([Some.ScanJob]);
    }

    [StoreFact]
    public async Task ListUnfinishedAsync_CancelledOne_CountsUntilItHasPutItsItemsAside()
    {
        var (ended, ending) = (JobId.Create(Some.Time.AddDays(1)), JobId.Create(Some.Time.AddDays(2)));
        await Grains.WriteAsync(Some.Job(JobState.Cancelled, ended) with { DueAt = null });
        await Grains.WriteAsync(Some.Job(JobState.Cancelled, ending) with { DueAt = Some.Time });

        (await Store.Get<IJobStore>().ListUnfinishedAsync(Some.Pictures, None)).ShouldBe([ending]);
    }
}

public abstract class CollectionStoreConformance : StoreConformance
{
    private ICollectionStore Collections => Store.Get<ICollectionStore>();

    [StoreFact]
    public async Task Collections_AreFoundAndListed()
    {
        await Grains.WriteAsync(Some.Collection("/b", "b"));
        await Grains.WriteAsync(Some.Collection("/a", "A"));

        (await Collections.ListAsync(None)).Select(collection => collection.Name).ShouldBe(["A", "b"]);
        (await Collections.FindAsync(CollectionId.Of("/b"), None))!.Path.ShouldBe("/b");
        (await Collections.FindAsync(CollectionId.Of("/c"), None)).ShouldBeNull();
    }

    [StoreFact]
    public async Task CacheFolders_AreListed()
    {
        await Grains.WriteAsync(Some.CacheFolder() with { MaxBytes = 5 });

        (await Collections.ListCacheFoldersAsync(None)).ShouldHaveSingleItem().MaxBytes.ShouldBe(5);
    }

    [StoreTheory]
    [InlineData("/elsewhere/cache")]
    [InlineData("/")]
    public void CacheFolders_Elsewhere_AreStoredWithTheirWholePath(string absolute)
    {
        var paths = Store.Get<IStoredPaths>();

        paths.ToStored(absolute).ShouldBe(absolute);
        paths.Resolve(absolute).ShouldBe(absolute);
    }
}

public abstract class ApiKeyStoreConformance : StoreConformance
{
    private static readonly ApiKey Key = new("key_1", "mine", ApiKeyScope.Write, new string('a', 64), Some.Time);

    private IApiKeyStore Keys => Store.Get<IApiKeyStore>();

    [StoreFact]
    public async Task AddAsync_ThenList_GivesTheSame()
    {
        await Keys.AddAsync(Key, None);
        await Keys.AddAsync(Key with { Name = "another" }, None);

        (await Keys.ListAsync(None)).ShouldBe([Key]);
    }

    [StoreFact]
    public async Task RemoveAsync_SaysWhetherItWasThere()
    {
        await Keys.AddAsync(Key, None);

        (await Keys.RemoveAsync("key_1", None)).ShouldBeTrue();
        (await Keys.RemoveAsync("key_1", None)).ShouldBeFalse();
    }

    [StoreFact]
    public async Task EndedSessions_AreKeptUntilTheirTime()
    {
        await Keys.EndSessionAsync("first", Some.Time, Some.Time.AddDays(1), None);
        await Keys.EndSessionAsync("first", Some.Time, Some.Time.AddDays(9), None);
        await Keys.EndSessionAsync("second", Some.Time.AddDays(1).AddMilliseconds(-1), Some.Time.AddDays(2), None);
        (await Keys.ListEndedSessionsAsync(None)).ShouldBe(["first", "second"], ignoreOrder: true);

        await Keys.EndSessionAsync("third", Some.Time.AddDays(1), Some.Time.AddDays(2), None);

        (await Keys.ListEndedSessionsAsync(None)).ShouldBe(["second", "third"], ignoreOrder: true);
    }
}

public abstract class SecretStoreConformance : StoreConformance
{
    private ISecretStore Secrets => Store.Get<ISecretStore>();

    [StoreFact]
    public async Task SetAsync_ThenFind_GivesTheLatest()
    {
        await Secrets.SetAsync("tmdb", "first", None);
        await Secrets.SetAsync("tmdb", "second, with ünïcode", None);
        await Secrets.SetAsync("anidb", "", None);

        (await Secrets.FindAsync("tmdb", None)).ShouldBe("second, with ünïcode");
        (await Secrets.FindAsync("anidb", None)).ShouldBe("");
        (await Secrets.FindAsync("other", None)).ShouldBeNull();
        (await Secrets.ListNamesAsync(None)).ShouldBe(["anidb", "tmdb"]);
    }

    [StoreFact]
    public async Task RemoveAsync_SaysWhetherItWasThere()
    {
        await Secrets.SetAsync("tmdb", "token", None);

        (await Secrets.RemoveAsync("tmdb", None)).ShouldBeTrue();
        (await Secrets.RemoveAsync("tmdb", None)).ShouldBeFalse();
        (await Secrets.FindAsync("tmdb", None)).ShouldBeNull();
    }

    [StoreFact]
    public async Task Secrets_AreStoredEncrypted_AndReadByAnotherServerOnTheDatabase()
    {
        await Secrets.SetAsync("tmdb", "token", None);

        var stored = await Database.ReadAsync(session => session.Query("SELECT encrypted FROM secrets", row => row.GetString(0)), None);
        stored.ShouldHaveSingleItem().ShouldNotContain("token");
        Store.Get<IXmlRepository>().GetAllElements().Count.ShouldBe(1);
        await using var other = OtherServer();
        (await OfServer(other).FindAsync("tmdb", None)).ShouldBe("token");
        await OfServer(other).SetAsync("anidb", "password", None);
        (await Secrets.FindAsync("anidb", None)).ShouldBe("password");
    }

    [StoreFact]
    public async Task FindAsync_UnderAnotherName_OrWithoutItsKey_SaysWhatToDo()
    {
        await Secrets.SetAsync("tmdb", "token", None);
        await Database.WriteAsync(session => session.Execute("UPDATE secrets SET name = 'anidb'"));
        (await Should.ThrowAsync<CryptographicException>(() => Secrets.FindAsync("anidb", None))).Message.ShouldContain("'anidb'");

        await Secrets.SetAsync("tmdb", "token", None);
        await Database.WriteAsync(session => session.Execute("DELETE FROM protection_keys"));
        await using var other = OtherServer();
        (await Should.ThrowAsync<CryptographicException>(() => OfServer(other).FindAsync("tmdb", None))).Message.ShouldContain("set it again");
    }

    private IDocumentDatabase Database => Store.Get<IDocumentDatabase>();

    private SqlSecretStore OfServer(ServiceProvider server) => new(Database, server.GetRequiredService<IDataProtectionProvider>());

    private ServiceProvider OtherServer()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddDataProtection().AddKeyManagementOptions(options => options.XmlRepository = Store.Get<IXmlRepository>());
        return services.BuildServiceProvider();
    }
}

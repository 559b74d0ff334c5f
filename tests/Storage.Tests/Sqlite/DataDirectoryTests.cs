using System.Diagnostics;
using System.Globalization;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Documents;
using MediaPipeline.Storage.Sql;
using MediaPipeline.Storage.Sqlite;
using MediaPipeline.Storage.Tests.Support;
using MediaPipeline.TestKit.Files;
using MediaPipeline.TestKit.Notes;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Orleans.Storage;

namespace MediaPipeline.Storage.Tests.Sqlite;

public sealed class DataDirectoryTests
{
    [Theory]
    [InlineData("cache")]
    [InlineData("disks/one")]
    public async Task CacheFolders_BelowIt_AreStoredRelativeToItAndReadWithTheirWholePath(string relative)
    {
        await using var host = new StorageHost();
        var paths = host.Get<IStoredPaths>();
        var absolute = paths.Resolve(relative);
        paths.ToStored(absolute).ShouldBe(relative);

        await host.Get<IGrainStorage>(StateNames.Storage).WriteAsync(Some.CacheFolder() with { Path = relative });

        Path.IsPathRooted(absolute).ShouldBeTrue();
        (await host.Get<ICollectionStore>().ListCacheFoldersAsync(CancellationToken.None)).ShouldHaveSingleItem().Path.ShouldBe(absolute);
    }

    [Fact]
    public async Task Open_Twice_IsRefusedWithTheProcessThatHoldsIt()
    {
        await using var first = new StorageHost();
        _ = first.Database;
        await using var second = new StorageHost(first.DataDirectory);

        var error = Should.Throw<StorageStartException>(() => second.Database);

        error.Message.ShouldContain(first.DataDirectory);
        error.Message.ShouldContain($"process {Environment.ProcessId}");
    }

    [Fact]
    public async Task Open_WhileAnotherProcessHoldsIt_IsRefused_AndFreeAtItsDeath()
    {
        using var directory = new TemporaryDirectory();
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(DataDirectoryTests).Assembly.Location, "write-until-killed", directory.Path])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var child = Process.Start(start)!;
        await child.StandardOutput.ReadLineAsync();
        await using (var refused = new StorageHost(directory.Path))
        {
            Should.Throw<StorageStartException>(() => refused.Database).Message.ShouldContain($"process {child.Id}");
        }

        child.Kill();
        await child.WaitForExitAsync();
        await using var host = new StorageHost(directory.Path);

        await host.Get<IDocumentDatabase>().ProbeAsync(host.Clock);
    }

    [Fact]
    public async Task Open_Again_FindsWhatWasThere()
    {
        using var directory = new TemporaryDirectory();
        await using (var host = new StorageHost(directory.Path))
        {
            await host.Get<Grains.Ports.Storage.IItemStore>().InsertAbsentAsync([Some.Image("a.jpg")], CancellationToken.None);
        }

        await using var again = new StorageHost(directory.Path);

        (await again.Get<Grains.Ports.Storage.IImageStore>().ListKnownAsync(Some.Pictures, null, 10, CancellationToken.None)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Open_WrittenByVersion1_IsBroughtUpToDateWithWhatWasThere()
    {
        using var directory = new TemporaryDirectory();
        var (one, two) = (Some.Live("1.jpg") with { PerceptualHash = "80000000000000ff" }, Some.Live("2.jpg") with { PerceptualHash = "80000000000000ff" });
        WriteVersion1(directory[SqliteDatabase.FileName], one, two);

        await using var host = new StorageHost(directory.Path);

        var similar = await host.Get<ISimilarImageReader>().ListSimilarAsync(ImageViews.ToView(one), new SimilarRequest(10, 0), CancellationToken.None);
        similar!.Items.ShouldHaveSingleItem().Image.Id.ShouldBe(two.Id);
        (await host.Database.ReadAsync(session => session.Number("PRAGMA user_version"), CancellationToken.None)).ShouldBe(SqliteSchema.Latest);
    }

    [Fact]
    public async Task Open_InTheOrderOfVersion1_0_SortKeysAreRenewed_AndNothingElseOfThePictures()
    {
        using var directory = new TemporaryDirectory();
        await using (var host = new StorageHost(directory.Path))
        {
            await FirstOrder.WriteAsync(host);
            await host.Database.WriteAsync(session => session.Execute("""
                DROP TABLE media;
                DROP VIEW media_to_list;
                DROP VIEW media_to_find;
                DROP VIEW media_said;
                DROP TABLE media_listed;
                DROP TABLE media_words;
                DROP TABLE media_terms;
                DROP TABLE terms;
                DROP TABLE censored_tags;
                DROP INDEX images_verified;
                DROP INDEX images_by_collection;
                ALTER TABLE images DROP COLUMN source_changed_at;
                ALTER TABLE images DROP COLUMN source_inode;
                ALTER TABLE images DROP COLUMN verification;
                CREATE INDEX images_by_collection ON images (collection_id, sort_key, stage);
                DROP TABLE schema_files;
                DROP TABLE media_ids;
                DROP TABLE kept_answers;
                DROP TABLE embeddings;
                DROP TABLE embedding_uses;
                DROP TABLE embedding_models;
                DROP TABLE media_vectors;
                PRAGMA user_version = 6;
                """));
        }

        await using var again = new StorageHost(directory.Path);

        await FirstOrder.AssertRenewedAsync(again);
    }

    [Fact]
    public async Task Open_ATableOfItemsLacksAColumnAndAnIndex_TheyAreAdded()
    {
        using var directory = new TemporaryDirectory();
        await using (var host = new StorageHost(directory.Path))
        {
            await host.Get<IItemStore>().InsertAbsentAsync([Some.Note(1) with { Size = new NoteSize(7) }], CancellationToken.None);
            await host.Database.WriteAsync(session => session.Execute("DROP INDEX notes_by_topic; ALTER TABLE notes DROP COLUMN pages"));
        }

        await using var again = new StorageHost(directory.Path);

        (await again.Database.ReadAsync(
            session => session.Number("SELECT count(*) FROM notes INDEXED BY notes_by_topic WHERE topic = 'topic 1' AND pages = 7"),
            CancellationToken.None)).ShouldBe(1);
    }

    [Fact]
    public async Task Open_WrittenByANewerVersion_IsRefusedNamingBothAndTheRemedy()
    {
        using var directory = new TemporaryDirectory();
        await using (var host = new StorageHost(directory.Path))
        {
            await host.Database.WriteAsync(session => session.Execute("PRAGMA user_version = 999"));
        }

        await using var older = new StorageHost(directory.Path);

        var message = Should.Throw<StorageStartException>(() => older.Database).Message;

        message.ShouldContain("schema 999");
        message.ShouldContain($"knows {SqliteSchema.Latest.ToString(CultureInfo.InvariantCulture)}");
        message.ShouldContain("Start the newer version");
    }

    [Fact]
    public void Open_DatabaseOfAnotherProgram_IsRefused()
    {
        using var directory = new TemporaryDirectory();
        using (var connection = new SqliteConnection($"Data Source={directory[SqliteDatabase.FileName]};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE somebody_elses (a)";
            command.ExecuteNonQuery();
        }

        using var lockedAgain = new TemporaryDirectory();
        var host = new StorageHost(directory.Path);

        Should.Throw<StorageStartException>(() => host.Database).Message.ShouldContain("another program");
    }

    [Fact]
    public async Task Open_NotADatabase_SaysSo()
    {
        using var directory = new TemporaryDirectory();
        directory.Write(SqliteDatabase.FileName, new string('x', 5000));
        await using var host = new StorageHost(directory.Path);

        Should.Throw<StorageStartException>(() => host.Database).Message.ShouldContain("cannot be opened");
    }

    [Theory]
    [InlineData("Storage:DataDirectory", "", "Storage:DataDirectory is empty")]
    [InlineData("Storage:ReadConnections", "0", "Storage:ReadConnections is 0; set it to a number from 1 to 64")]
    [InlineData("Storage:WriteCacheBytes", "5", "Storage:WriteCacheBytes is 5")]
    [InlineData("Sources:PictureExtensions:0", "jpg", "Sources:PictureExtensions has 'jpg'")]
    [InlineData("Sources:AddPictureExtensions:0", "jpg", "Sources:AddPictureExtensions has 'jpg'")]
    [InlineData("Sources:AddArchiveExtensions:0", ".CBZ", "Sources:AddArchiveExtensions has '.CBZ'")]
    [InlineData("Sources:AddIgnoredNames:0", "a/b", "AddIgnoredNames has 'a/b'")]
    [InlineData("Sources:GrowingFor", "01:00:00", "Sources:GrowingFor is 01:00:00")]
    public async Task Options_Invalid_NameTheOptionAndTheRemedy(string key, string value, string message)
    {
        await using var host = new StorageHost("/nowhere", (key, value));
        var validation = host.Get<IStartupValidator>();

        Should.Throw<OptionsValidationException>(validation.Validate).Message.ShouldContain(message);
    }

    private static void WriteVersion1(string path, params ImageRecord[] images)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var session = new SqliteSession(connection);
        SqliteSchema.Apply(session, path, upTo: 1);
        foreach (var image in images)
        {
            session.Execute(
                new SqliteDocumentStatements("images", 1)
                    .Insert, ("@id", image.Id.Value), ("@etag", 1L), ("@schema", 1L), ("@document", DocumentJson.Write(image)));
        }
    }
}

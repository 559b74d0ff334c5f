using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Documents;
using MediaPipeline.Storage.Postgres;
using MediaPipeline.Storage.Sql;
using MediaPipeline.Storage.Tests.Support;
using MediaPipeline.TestKit.Notes;
using MediaPipeline.TestKit.Postgres;
using Orleans.Storage;

namespace MediaPipeline.Storage.Tests.Postgres;

[Collection(PostgresCollection.Name)]
public sealed class PostgresDatabaseTests(PostgresServer server)
{
    private static CancellationToken None => CancellationToken.None;

    [PostgresFact]
    public async Task Open_TwoAtOnce_BothComeUp()
    {
        var database = server.CreateDatabase();
        await using var one = PostgresHost.On(database);
        await using var two = PostgresHost.On(database);

        await Task.WhenAll(Task.Run(one.Get<PostgresDatabase>), Task.Run(two.Get<PostgresDatabase>));

        await one.Get<IItemStore>().InsertAbsentAsync([Some.Image("a.jpg")], None);
        (await two.Get<IImageStore>().ListKnownAsync(Some.Pictures, null, 10, None)).Count.ShouldBe(1);
    }

    [PostgresFact]
    public async Task Open_InTheOrderOfVersion1_0_SortKeysAreRenewed_AndNothingElseOfThePictures()
    {
        var database = server.CreateDatabase();
        await using (var host = PostgresHost.On(database))
        {
            await FirstOrder.WriteAsync(host);
            await host.Get<IDocumentDatabase>().WriteAsync(session => session.Execute("DELETE FROM mediapipeline_schema WHERE number = 8"));
        }

        await using var again = PostgresHost.On(database);

        await FirstOrder.AssertRenewedAsync(again);
    }

    [PostgresFact]
    public async Task Open_ATableOfItemsLacksAColumnAndAnIndex_TheyAreAdded()
    {
        var database = server.CreateDatabase();
        await using (var host = PostgresHost.On(database))
        {
            await host.Get<IItemStore>().InsertAbsentAsync([Some.Note(1) with { Size = new NoteSize(7) }], None);
            await host.Get<IDocumentDatabase>().WriteAsync(session => session.Execute("ALTER TABLE notes DROP COLUMN pages"));
        }

        await using var again = PostgresHost.On(database);

        (await again.Get<IDocumentDatabase>().ReadAsync(
            session => session.Number("SELECT count(*) FROM notes WHERE pages = 7 AND to_regclass('notes_by_topic') IS NOT NULL"), None)).ShouldBe(1);
    }

    [PostgresFact]
    public async Task Open_WrongPassword_NamesTheOptionAndNoPassword()
    {
        await using var host = PostgresHost.On(server.CreateDatabase().Replace(server.Password, "wrong-horse", StringComparison.Ordinal));

        var error = Should.Throw<StorageStartException>(host.Get<PostgresDatabase>);

        error.Message.ShouldContain("Storage:ConnectionString");
        error.ToString().ShouldNotContain("wrong-horse");
    }

    [PostgresFact]
    public async Task Open_NobodyListens_SaysWhere()
    {
        await using var host = PostgresHost.On("Host=127.0.0.1;Port=1;Username=x;Database=media;Password=wrong-horse");

        var error = Should.Throw<StorageStartException>(host.Get<PostgresDatabase>);

        error.Message.ShouldContain("127.0.0.1:1/media");
        error.ToString().ShouldNotContain("wrong-horse");
    }

    [PostgresFact]
    public async Task Stopped_WritesAndReadsFailAsUnavailable_AndGoOnWhenItIsBack()
    {
        await using var host = PostgresHost.Create(server);
        var (images, items) = (host.Get<IImageStore>(), host.Get<IItemStore>());
        await items.InsertAbsentAsync([Some.Image("a.jpg")], None);
        server.Stop();
        try
        {
            await Should.ThrowAsync<StorageUnavailableException>(() => items.InsertAbsentAsync([Some.Image("b.jpg")], None));
            await Should.ThrowAsync<StorageUnavailableException>(() => images.ListKnownAsync(Some.Pictures, null, 10, None));
        }
        finally
        {
            server.Start();
        }

        await items.InsertAbsentAsync([Some.Image("b.jpg")], None);

        (await images.ListKnownAsync(Some.Pictures, null, 10, None)).Select(image => image.Path).ShouldBe(["a.jpg", "b.jpg"]);
    }

    // An outage between two reads is none for who reads.
    [PostgresFact]
    public async Task ReadAsync_TheConnectionWasBrokenWhileItRested_IsAnswered()
    {
        await using var host = PostgresHost.Create(server);
        var database = host.Get<IDocumentDatabase>();
        var reader = await database.ReadAsync(session => session.Number("SELECT pg_backend_pid()::bigint"), None);
        await database.WriteAsync(session => session.Query($"SELECT pg_terminate_backend({reader}, 10000)", row => row.GetBoolean(0)));

        var reads = Enumerable.Range(0, 20).Select(_ => database.ReadAsync(session => session.Number("SELECT pg_backend_pid()::bigint"), None));

        (await Task.WhenAll(reads)).ShouldNotContain(reader);
    }

    [PostgresFact]
    public async Task WriteStateAsync_OneThatPostgresRefuses_ItsNeighboursAreWritten()
    {
        await using var host = PostgresHost.Create(server);
        var grains = host.Get<IGrainStorage>(StateNames.Storage);
        var writes = Enumerable.Range(0, 50).Select(i => grains.WriteAsync(Some.Collection($"/{i}"))).ToList();
        var refused = grains.WriteStateAsync(StateNames.Images, StateExtensions.Grain("img_x"), new GrainState<ImageRecord>(Some.Image("a\0.jpg")));

        await Task.WhenAll(writes);

        (await Should.ThrowAsync<DocumentRefusedException>(() => refused)).Message.ShouldContain("NUL");
        (await host.Get<ICollectionStore>().ListAsync(None)).Count.ShouldBe(50);
    }
}

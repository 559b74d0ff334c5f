using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Documents;
using MediaPipeline.Storage.Sql;
using MediaPipeline.Storage.Tests.Support;
using Orleans.Storage;

namespace MediaPipeline.Storage.Tests.Conformance;

/// <summary>Changes of documents that are committed together: each is decided on its own, and those of one document in their order.</summary>
public abstract class DocumentWriteConformance : StoreConformance
{
    private static readonly string Document = DocumentJson.Write(Some.Collection());

    private DocumentStatements Collections => Store.Get<DocumentTables>().Of(StateNames.Collections);

    private IDocumentDatabase Database => Store.Get<IDocumentDatabase>();

    [StoreFact]
    public async Task WriteAsync_AGroupOfEveryKind_EachChangesItsDocument()
    {
        await InGroupAsync([.. Ids(0, 40).Select(id => Insert(id, 1))]);

        var outcome = await InGroupAsync(
            [.. Ids(0, 20).Select(id => Update(id, 1)), .. Ids(40, 20).Select(id => Insert(id, 7)), .. Ids(20, 20).Select(id => Delete(id, 1))]);

        outcome.ShouldAllBe(error => error == null);
        (await ETagsAsync()).ShouldBe([.. Ids(0, 20).Select(id => (id, 2L)), .. Ids(40, 20).Select(id => (id, 7L))]);
    }

    [StoreFact]
    public async Task WriteAsync_OneExpectationOfEachKindFails_OnlyThoseFailAndNameTheStoredETag()
    {
        await InGroupAsync([.. Ids(0, 30).Select(id => Insert(id, 1))]);

        var outcome = await InGroupAsync([
            .. Ids(0, 10).Select(id => Update(id, id == Id(3) ? 9 : 1)),
            .. Ids(10, 10).Select(id => Delete(id, id == Id(13) ? 9 : 1)),
            .. Ids(20, 20).Select(id => Insert(id, id == Id(23) ? 9 : 1))]);

        outcome.Select((error, place) => (error, place)).Where(one => one.error is not null).Select(one => one.place)
            .ShouldBe([3, 13, .. Enumerable.Range(20, 10)]);
        outcome.OfType<InconsistentStateException>().Select(error => error.StoredEtag).ShouldAllBe(etag => etag == "1");
        (await ETagsAsync()).ShouldBe([.. Ids(0, 10).Select(id => (id, id == Id(3) ? 1L : 2L)), (Id(13), 1), .. Ids(20, 20).Select(id => (id, 1L))]);
    }

    [StoreFact]
    public async Task WriteAsync_AnUpdateOfNothing_IsALostRaceToNone()
    {
        var outcome = await InGroupAsync([Insert(Id(0), 1), Update(Id(1), 1), Update(Id(2), 1)]);

        outcome.OfType<InconsistentStateException>().Select(error => (error.StoredEtag, error.CurrentEtag)).ShouldBe([(null, "1"), (null, "1")]);
    }

    [StoreFact]
    public async Task WriteAsync_SeveralToOneDocumentInAGroup_KeepTheirOrder()
    {
        var id = Id(0);

        var outcome = await InGroupAsync(
            [Insert(Id(1), 1), Insert(id, 1), Update(id, 1), Update(id, 1), Update(id, 2), Delete(id, 3), Insert(id, 100), Update(id, 100), Update(Id(1), 1)]);

        outcome.Select((error, place) => (error, place)).Where(one => one.error is not null).Select(one => one.place).ShouldBe([3]);
        (await ETagsAsync()).ShouldBe([(id, 101), (Id(1), 2)]);
    }

    [StoreFact]
    public async Task WriteAsync_BesideOneOfAnotherKind_KeepTheirOrder()
    {
        var found = 0L;

        await InGroupAsync(
            [Insert(Id(0), 1), Insert(Id(1), 1)],
            () => Database.WriteAsync(session => found = session.Number("SELECT count(*) FROM collections")),
            [Insert(Id(2), 1), Delete(Id(0), 1)]);

        found.ShouldBe(2);
        (await ETagsAsync()).ShouldBe([(Id(1), 1), (Id(2), 1)]);
    }

    private DocumentWrite Insert(string id, long etag) => DocumentWrite.Insert(Collections, id, etag, Document);

    private DocumentWrite Update(string id, long held) => DocumentWrite.Update(Collections, id, held, Document);

    private DocumentWrite Delete(string id, long held) => DocumentWrite.Delete(Collections, id, held);

    private static string Id(int number) => $"col_{number:00}";

    private static IEnumerable<string> Ids(int first, int count) => Enumerable.Range(first, count).Select(Id);

    private async Task<Exception?[]> InGroupAsync(params DocumentWrite[] writes) => await InGroupAsync(writes, () => Task.CompletedTask, []);

    private async Task<Exception?[]> InGroupAsync(DocumentWrite[] before, Func<Task> between, DocumentWrite[] after)
    {
        var tasks = new List<Task>();
        using (await HeldWriter.HoldAsync(Database))
        {
            tasks.AddRange(before.Select(Database.WriteAsync));
            tasks.Add(between());
            tasks.AddRange(after.Select(Database.WriteAsync));
        }

        await Task.WhenAll(tasks.Select(task => task.ContinueWith(_ => { }, TaskScheduler.Default)));
        tasks.RemoveAt(before.Length);
        return [.. tasks.Select(task => task.Exception?.InnerException)];
    }

    private Task<List<(string Id, long ETag)>> ETagsAsync() =>
        Database.ReadAsync(session => session.Query("SELECT id, etag FROM collections ORDER BY id", row => (row.GetString(0), row.GetInt64(1))), None);
}

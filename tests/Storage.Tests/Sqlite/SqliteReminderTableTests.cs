using MediaPipeline.Storage.Tests.Support;

namespace MediaPipeline.Storage.Tests.Sqlite;

/// <summary>The reminders of a server alone. In a cluster they are kept by Orleans' own provider.</summary>
public sealed class SqliteReminderTableTests : IAsyncLifetime
{
    private static readonly GrainId Grain = GrainId.Create("alarm", "3");
    private readonly StorageHost _store = new();

    private IReminderTable Reminders => _store.Get<IReminderTable>();

    [Fact]
    public async Task UpsertRow_ThenRead_GivesTheSame()
    {
        var etag = await Reminders.UpsertRow(Entry("net"));

        var row = await Reminders.ReadRow(Grain, "net");

        row!.ETag.ShouldBe(etag);
        (row.GrainId, row.ReminderName, row.StartAt, row.Period).ShouldBe((Grain, "net", Some.Time.UtcDateTime, TimeSpan.FromMinutes(5)));
    }

    [Fact]
    public async Task UpsertRow_Again_ReplacesAndChangesTheETag()
    {
        var first = await Reminders.UpsertRow(Entry("net"));
        var entry = Entry("net");
        entry.Period = TimeSpan.FromMinutes(9);

        var second = await Reminders.UpsertRow(entry);

        second.ShouldNotBe(first);
        (await Reminders.ReadRows(Grain)).Reminders.ShouldHaveSingleItem().Period.ShouldBe(TimeSpan.FromMinutes(9));
    }

    [Fact]
    public async Task RemoveRow_OnlyWithItsETag()
    {
        var etag = await Reminders.UpsertRow(Entry("net"));

        (await Reminders.RemoveRow(Grain, "net", "1")).ShouldBeFalse();
        (await Reminders.RemoveRow(Grain, "net", etag!)).ShouldBeTrue();
        (await Reminders.ReadRow(Grain, "net")).ShouldBeNull();
    }

    [Fact]
    public async Task ReadRows_ByRange_AlsoThroughZero()
    {
        await Reminders.UpsertRow(Entry("net"));
        var hash = Grain.GetUniformHashCode();

        (await Reminders.ReadRows(hash - 1, hash)).Reminders.Count.ShouldBe(1);
        (await Reminders.ReadRows(hash, hash + 1)).Reminders.ShouldBeEmpty();
        (await Reminders.ReadRows(hash + 1, hash)).Reminders.Count.ShouldBe(1);
        (await Reminders.ReadRows(0, 0)).Reminders.Count.ShouldBe(1);
    }

    [Fact]
    public async Task UpsertRow_OfARowWithAnotherHash_SetsTheHash()
    {
        await Reminders.UpsertRow(Entry("net"));
        await _store.Database.WriteAsync(session => session.Execute("UPDATE reminders SET grain_hash = 7"));

        await Reminders.UpsertRow(Entry("net"));

        var hash = Grain.GetUniformHashCode();
        (await Reminders.ReadRows(hash - 1, hash)).Reminders.Count.ShouldBe(1);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _store.DisposeAsync();

    private static ReminderEntry Entry(string name) =>
        new() { GrainId = Grain, ReminderName = name, StartAt = Some.Time.UtcDateTime, Period = TimeSpan.FromMinutes(5) };
}

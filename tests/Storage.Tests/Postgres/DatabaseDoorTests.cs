using MediaPipeline.Storage.Postgres;
using MediaPipeline.Storage.Tests.Support;
using MediaPipeline.TestKit.Postgres;
using MediaPipeline.TestKit.Time;

namespace MediaPipeline.Storage.Tests.Postgres;

/// <summary>Who may use one database at the same time.</summary>
[Collection(PostgresCollection.Name)]
public sealed class DatabaseDoorTests(PostgresServer server)
{
    private static readonly DatabaseMember Home = new("home", "1.0");

    private readonly ManualTimeProvider _clock = new();
    private readonly string _database = server.CreateDatabase();

    [PostgresFact]
    public async Task Enter_TwoOfOneCluster_AreThereTogether()
    {
        await using var one = await EnterAsync(Home);
        await using var two = await EnterAsync(Home);

        two.State.ShouldBe(System.Data.ConnectionState.Open);
    }

    [PostgresFact]
    public async Task Enter_AnotherVersion_IsRefusedAndSaysWhichRuns()
    {
        await using var one = await EnterAsync(Home);

        (await RefusalAsync(Home with { Version = "1.1" })).ShouldStartWith("Cluster 'home' runs version 1.0 on the database at 127.0.0.1:");
    }

    [PostgresFact]
    public async Task Enter_AnotherCluster_IsRefusedAndSaysWhoIsThere()
    {
        await using var one = await EnterAsync(Home);

        (await RefusalAsync(new DatabaseMember("work", "1.0"))).ShouldContain("is in use by cluster 'home', and this is cluster 'work': stop the other");
    }

    [PostgresFact]
    public async Task Enter_TwoThatRunAlone_OneIsRefused()
    {
        await using var one = await EnterAsync(DatabaseMember.Alone());

        (await RefusalAsync(DatabaseMember.Alone())).ShouldContain("is in use by a server that runs alone");
    }

    [PostgresFact]
    public async Task Enter_TheOtherLeavesMeanwhile_ComesIn()
    {
        var before = await EnterAsync(DatabaseMember.Alone());
        var entering = EnterAsync(DatabaseMember.Alone());
        await _clock.WhenTimersAsync(1);

        await before.DisposeAsync();
        while (!entering.IsCompleted)
        {
            // PostgreSQL takes a moment to see that a connection was closed.
            await Task.WhenAny(entering, _clock.WhenTimersAsync(1));
            _clock.Advance(TimeSpan.FromMilliseconds(250));
        }

        await using var after = await entering;
    }

    private Task<Npgsql.NpgsqlConnection> EnterAsync(DatabaseMember member) =>
        new DatabaseDoor(new PostgresStorageOptions { ConnectionString = _database }, member, _clock).EnterAsync(CancellationToken.None);

    private async Task<string> RefusalAsync(DatabaseMember member)
    {
        var entering = EnterAsync(member);
        await _clock.WhenTimersAsync(1);
        _clock.Advance(TimeSpan.FromSeconds(11));
        return (await Should.ThrowAsync<StorageStartException>(() => entering)).Message;
    }
}

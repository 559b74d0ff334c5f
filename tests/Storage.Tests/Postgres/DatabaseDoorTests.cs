using MediaPipeline.Storage.Postgres;
using MediaPipeline.Storage.Sql;
using MediaPipeline.TestKit.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace MediaPipeline.Storage.Tests.Postgres;

/// <summary>Who may use one database at the same time.</summary>
[Collection(PostgresCollection.Name)]
public sealed class DatabaseDoorTests(PostgresServer server)
{
    private static readonly DatabaseMember Home = new("home", "1.0");

    private readonly string _database = server.CreateDatabase();

    [PostgresFact]
    public void Enter_TwoOfOneCluster_AreThereTogether()
    {
        using var one = Enter(Home);
        using var two = Enter(Home);

        two.IsInside.ShouldBeTrue();
    }

    [PostgresFact]
    public void Enter_AnotherVersion_IsRefusedAndSaysWhichRuns()
    {
        using var one = Enter(Home);

        Refusal(Home with { Version = "1.1" }).ShouldStartWith("Cluster 'home' runs version 1.0 on the database at 127.0.0.1:");
    }

    [PostgresFact]
    public void Enter_AnotherCluster_IsRefusedAndSaysWhoIsThere()
    {
        using var one = Enter(Home);

        Refusal(new DatabaseMember("work", "1.0")).ShouldContain("is in use by cluster 'home', and this is cluster 'work': stop the other");
    }

    [PostgresFact]
    public async Task Enter_TheOtherLeavesMeanwhile_ComesIn()
    {
        var before = Enter(Home);
        using var after = DoorOf(new DatabaseMember("work", "1.0"), TimeSpan.FromMinutes(1));
        var entering = Task.Run(() => after.Enter(CancellationToken.None));

        before.Dispose();

        await entering;
        after.IsInside.ShouldBeTrue();
    }

    [PostgresFact]
    public void Open_ByAStranger_IsRefusedBeforeTheSchemaIsTouched()
    {
        using var one = Enter(Home);
        using var metrics = new ServiceCollection().AddMetrics().AddSingleton<StorageMetrics>().BuildServiceProvider();
        var options = new PostgresStorageOptions { ConnectionString = _database };

        var error = Should.Throw<StorageStartException>(() => PostgresDatabase.Open(
            options, Home with { Version = "1.1" }, metrics.GetRequiredService<StorageMetrics>(), TimeProvider.System, NullLogger<PostgresDatabase>.Instance, CancellationToken.None));

        error.Message.ShouldStartWith("Cluster 'home' runs version 1.0 on the database at 127.0.0.1:");
        using var source = NpgsqlDataSource.Create(_database);
        using var tables = source.CreateCommand("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'");
        tables.ExecuteScalar().ShouldBe(0L);
    }

    private DatabaseDoor Enter(DatabaseMember member)
    {
        var door = DoorOf(member, TimeSpan.Zero);
        door.Enter(CancellationToken.None);
        return door;
    }

    private string Refusal(DatabaseMember member) => Should.Throw<StorageStartException>(() => Enter(member)).Message;

    private DatabaseDoor DoorOf(DatabaseMember member, TimeSpan patience)
    {
        var (connection, place) = PostgresConnections.Of(new PostgresStorageOptions { ConnectionString = _database });
        return new DatabaseDoor(connection, place, member, patience, TimeProvider.System);
    }
}

using MediaPipeline.Storage.Postgres;
using MediaPipeline.Storage.Sql;
using MediaPipeline.TestKit.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace MediaPipeline.Storage.Tests.Postgres;

/// <summary>Who may use one database at the same time.</summary>
[Collection(PostgresCollection.Name)]
public sealed class DatabaseMembershipTests(PostgresServer server)
{
    private static readonly DatabaseMember Home = new("home", "1.0");

    private readonly string _database = server.CreateDatabase();

    [PostgresFact]
    public void Join_TwoOfOneCluster_AreMembersTogether()
    {
        using var one = Join(Home);
        using var two = Join(Home);

        two.IsJoined.ShouldBeTrue();
    }

    [PostgresFact]
    public void Join_AnotherVersion_IsRefusedAndSaysWhichRuns()
    {
        using var one = Join(Home);

        Refusal(Home with { Version = "1.1" }).ShouldStartWith("Cluster 'home' runs version 1.0 on the database at 127.0.0.1:");
    }

    [PostgresFact]
    public void Join_AnotherCluster_IsRefusedAndSaysWhoIsThere()
    {
        using var one = Join(Home);

        Refusal(new DatabaseMember("work", "1.0")).ShouldContain("is in use by cluster 'home', and this is cluster 'work': stop the other");
    }

    [PostgresFact]
    public async Task Join_TheOtherEndsMeanwhile_Succeeds()
    {
        var before = Join(Home);
        using var after = MembershipOf(new DatabaseMember("work", "1.0"), TimeSpan.FromMinutes(1));
        var joining = Task.Run(() => after.Join(CancellationToken.None));

        before.Dispose();

        await joining;
        after.IsJoined.ShouldBeTrue();
    }

    [PostgresFact]
    public void Open_ByAnotherVersion_IsRefusedBeforeTheSchemaIsTouched()
    {
        using var one = Join(Home);
        using var metrics = new ServiceCollection().AddMetrics().AddSingleton<StorageMetrics>().BuildServiceProvider();
        var options = new PostgresStorageOptions { ConnectionString = _database };

        var error = Should.Throw<StorageStartException>(() => PostgresDatabase.Open(
            options,
            Home with { Version = "1.1" },
            [],
            metrics.GetRequiredService<StorageMetrics>(),
            TimeProvider.System,
            NullLogger<PostgresDatabase>.Instance,
            CancellationToken.None));

        error.Message.ShouldStartWith("Cluster 'home' runs version 1.0 on the database at 127.0.0.1:");
        using var source = NpgsqlDataSource.Create(_database);
        using var tables = source.CreateCommand("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'");
        tables.ExecuteScalar().ShouldBe(0L);
    }

    private DatabaseMembership Join(DatabaseMember member)
    {
        var membership = MembershipOf(member, TimeSpan.Zero);
        membership.Join(CancellationToken.None);
        return membership;
    }

    private string Refusal(DatabaseMember member) => Should.Throw<StorageStartException>(() => Join(member)).Message;

    private DatabaseMembership MembershipOf(DatabaseMember member, TimeSpan timeout)
    {
        var (connection, address) = PostgresConnections.Of(new PostgresStorageOptions { ConnectionString = _database });
        return new DatabaseMembership(connection, address, member, timeout, TimeProvider.System);
    }
}

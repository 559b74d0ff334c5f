using System.Globalization;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Documents;
using MediaPipeline.Storage.Postgres;
using MediaPipeline.Storage.Tests.Support;
using MediaPipeline.TestKit.Postgres;
using Npgsql;

namespace MediaPipeline.Storage.Tests.Postgres;

/// <summary>Databases and texts that PostgreSQL, or this program on it, does not take: what is said then.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresBadInputTests(PostgresServer server)
{
    private static CancellationToken None => CancellationToken.None;

    [PostgresFact]
    public async Task Open_ADatabaseOfANewerVersion_IsRefusedWithTheRemedy()
    {
        var database = server.CreateDatabase();
        await using (var host = PostgresHost.On(database))
        {
            host.Get<PostgresDatabase>();
        }

        await RunAsync(database, "INSERT INTO mediapipeline_schema (number) VALUES (9999)");

        (await RefusalAsync(database)).ShouldContain("written by a newer version of this program (schema file 9999 is not known). Start the newer version");
    }

    [PostgresFact]
    public async Task Open_ADatabaseWithTablesOfAnotherProgram_IsRefusedAndLeftAsItIs()
    {
        var database = server.CreateDatabase();
        await RunAsync(database, "CREATE TABLE invoices (id INT)");

        (await RefusalAsync(database)).ShouldContain("tables of another program: name an empty database in Storage:ConnectionString");

        (await RunAsync(database, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")).ShouldBe(1L);
    }

    [PostgresFact]
    public async Task Open_ByARoleThatMayNotCreate_NamesTheRight()
    {
        var database = server.CreateDatabase();
        await RunAsync(database, $"CREATE ROLE onlooker LOGIN PASSWORD '{server.Password}'");

        (await RefusalAsync(database.Replace("Username=postgres", "Username=onlooker", StringComparison.Ordinal))).ShouldContain("grant it CREATE on the schema");
    }

    [PostgresFact]
    public async Task InsertAbsentAsync_APathTooLongForAnIndex_IsRefusedByName_AndItsNeighboursAreStored()
    {
        await using var host = PostgresHost.Create(server);
        var images = host.Get<IImageStore>();

        var refused = images.InsertAbsentAsync([Some.Image(Incompressible(4_000))], None);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => images.InsertAbsentAsync([Some.Image($"{i}.jpg")], None)));

        (await Should.ThrowAsync<DocumentRefusedException>(() => refused)).Message.ShouldContain("shorten the names of its folders");
        (await images.ListKnownAsync(Some.Pictures, null, 100, None)).Count.ShouldBe(20);
    }

    [PostgresFact]
    public async Task InsertAbsentAsync_APathOfTwoThousandBytes_IsStored()
    {
        await using var host = PostgresHost.Create(server);
        var images = host.Get<IImageStore>();
        var path = Incompressible(2_000);

        await images.InsertAbsentAsync([Some.Image(path)], None);

        (await images.ListKnownAsync(Some.Pictures, null, 100, None)).ShouldHaveSingleItem().Path.ShouldBe(path);
    }

    // Lower-case letters, of which the sort key is made as they are.
    private static string Incompressible(int length)
    {
        var chance = new Random(1);
        return string.Create(length, chance, (letters, random) =>
        {
            for (var i = 0; i < letters.Length; i++)
            {
                letters[i] = i % 200 == 199 ? '/' : (char)('a' + random.Next(26));
            }
        });
    }

    private static async Task<string> RefusalAsync(string connectionString)
    {
        await using var host = PostgresHost.On(connectionString);
        return Should.Throw<StorageStartException>(host.Get<PostgresDatabase>).Message;
    }

    private static async Task<long> RunAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync() ?? 0L, CultureInfo.InvariantCulture);
    }
}

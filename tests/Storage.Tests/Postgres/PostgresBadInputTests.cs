using System.Globalization;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains;
using MediaPipeline.Grains.Ports.Sources;
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
    public async Task Open_ADatabaseInAnotherEncoding_IsRefusedWithTheRemedy()
    {
        var database = server.CreateDatabase();
        await RunAsync(database, "CREATE DATABASE in_ascii ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0");
        var other = new NpgsqlConnectionStringBuilder(database) { Database = "in_ascii" }.ConnectionString;

        (await RefusalAsync(other)).ShouldContain("is encoded in SQL_ASCII, which cannot hold every name: create one with ENCODING 'UTF8' TEMPLATE template0");

        (await RunAsync(other, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")).ShouldBe(0L);
    }

    [PostgresFact]
    public async Task Open_ByARoleThatMayNotCreate_NamesTheRight()
    {
        var database = server.CreateDatabase();
        await RunAsync(database, $"CREATE ROLE onlooker LOGIN PASSWORD '{server.Password}'");

        (await RefusalAsync(database.Replace("Username=postgres", "Username=onlooker", StringComparison.Ordinal)))
            .ShouldContain("grant it CREATE on the schema");
    }

    [PostgresFact]
    public async Task InsertAbsentAsync_APathTooLongForAnIndex_IsRefusedByName_AndItsNeighboursAreStored()
    {
        await using var host = PostgresHost.Create(server);
        var (images, items) = (host.Get<IImageStore>(), host.Get<IItemStore>());

        var refused = items.InsertAbsentAsync([Some.Image(Incompressible(4_000))], None);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => items.InsertAbsentAsync([Some.Image($"{i}.jpg")], None)));

        (await Should.ThrowAsync<DocumentRefusedException>(() => refused)).Message.ShouldContain("shorten the names of its folders");
        (await images.ListKnownAsync(Some.Pictures, null, 100, None)).Count.ShouldBe(20);
    }

    [PostgresFact]
    public async Task InsertAbsentAsync_APathOfTwoThousandBytes_IsStored()
    {
        await using var host = PostgresHost.Create(server);
        var (images, items) = (host.Get<IImageStore>(), host.Get<IItemStore>());
        var path = Incompressible(2_000);

        await items.InsertAbsentAsync([Some.Image(path)], None);

        (await images.ListKnownAsync(Some.Pictures, null, 100, None)).ShouldHaveSingleItem().Path.ShouldBe(path);
    }

    [PostgresFact]
    public async Task FindRefusal_TheLongestSortKeyThatIsTaken_IsStoredInEveryState()
    {
        await using var host = PostgresHost.Create(server);
        var longest = Incompressible(PostgresLimits.LongestKeyBytes);
        var (images, items) = (host.Get<IImageStore>(), host.Get<IItemStore>());
        var states = Enum.GetValues<ItemState>().Select((state, place) => Some.Live(longest[..^2] + $"_{(char)('a' + place)}") with { State = state }).ToList();

        await items.InsertAbsentAsync(states, None);

        states.ShouldAllBe(image => images.FindRefusal(Found(image.Path, null)) == null && image.SortKey.Length == PostgresLimits.LongestKeyBytes);
    }

    [PostgresFact]
    public async Task FindRefusal_ALongerSortKey_NamesThePictureAndTheRemedy()
    {
        await using var host = PostgresHost.Create(server);
        var path = Incompressible(PostgresLimits.LongestKeyBytes + 1);

        var refusal = host.Get<IImageStore>().FindRefusal(Found(path, null));

        refusal.ShouldStartWith($"'{path[..200]}…' is left out: ");
        refusal.ShouldContain("more than 2,560 bytes, and this one has 2,561. Shorten the names of its folders, or keep the data in SQLite");
    }

    [PostgresFact]
    public async Task FindRefusal_AnEntryWithNul_NamesItWithoutNul()
    {
        await using var host = PostgresHost.Create(server);

        var refusal = host.Get<IImageStore>().FindRefusal(Found("comic.cbz", "a\0b.jpg"));

        refusal.ShouldNotBeNull().ShouldStartWith(@"'a\0b.jpg' in 'comic.cbz' is left out: ");
        refusal.Contains('\0', StringComparison.Ordinal).ShouldBeFalse();
    }

    private static SourceEntry.Picture Found(string path, string? entry) => new(NaturalKey.Of(path, entry), path, entry, 1000, Some.Time);

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

using System.Globalization;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Schema;
using MediaPipeline.Storage.Sql.Items;
using Npgsql;

namespace MediaPipeline.Storage.Postgres;

/// <summary>
/// Applies the numbered schema files, by one process at a time. The table <c>mediapipeline_schema</c>, written in the same transaction, records the applied
/// numbers.
/// </summary>
internal static class PostgresSchema
{
    private const int OldestServer = 14;
    private const int NaturalOrder = 8;

    // "mpip", the same as the application id of the SQLite files.
    private const long AdvisoryLock = 0x6d706970;

    public static void Apply(NpgsqlDataSource source, IEnumerable<ItemTable> tables, string address)
    {
        using var connection = source.OpenConnection();
        if (connection.PostgreSqlVersion.Major < OldestServer)
        {
            throw new StorageStartException(
                $"PostgreSQL at {address} is version {connection.PostgreSqlVersion}: "
                + $"install {OldestServer} or newer, or name another server in Storage:ConnectionString.");
        }

        RefuseEncoding(connection, address);
        using var transaction = connection.BeginTransaction();
        Run(connection, string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_xact_lock({AdvisoryLock})"));
        RefuseOther(connection, address);
        Run(connection, "CREATE TABLE IF NOT EXISTS mediapipeline_schema (number INTEGER PRIMARY KEY, applied_at TIMESTAMPTZ NOT NULL DEFAULT now())");
        var applied = Applied(connection);
        var files = SchemaFiles.Of("postgres");
        RefuseNewer(applied, files, address);
        foreach (var (number, resource) in files.Where(file => !applied.Contains(file.Key)))
        {
            Run(connection, SchemaFiles.Read(resource));
            if (number == NaturalOrder)
            {
                PostgresSortKeys.Renew(connection);
            }

            Run(connection, string.Create(CultureInfo.InvariantCulture, $"INSERT INTO mediapipeline_schema (number) VALUES ({number})"));
        }

        foreach (var statement in tables.SelectMany(table => FindMissing(connection, table)))
        {
            Run(connection, statement);
        }

        transaction.Commit();
    }

    private static IEnumerable<string> FindMissing(NpgsqlConnection connection, ItemTable table) => ItemTableSchema.FindMissing(
        new PostgresSyntax(),
        table,
        Names(connection, $"SELECT column_name::text FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = '{table.Name}'"),
        Names(connection, $"SELECT indexname::text FROM pg_indexes WHERE schemaname = current_schema() AND tablename = '{table.Name}'"));

    private static HashSet<string> Names(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        using var reader = command.ExecuteReader();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    // Where initdb finds no locale a cluster is SQL_ASCII, and the first name with an emoji in it would be refused in the middle of a scan.
    private static void RefuseEncoding(NpgsqlConnection connection, string address)
    {
        var encoding = connection.PostgresParameters["server_encoding"];
        if (!string.Equals(encoding, "UTF8", StringComparison.Ordinal))
        {
            throw new StorageStartException(
                $"The database at {address} is encoded in {encoding}, which cannot hold every name: "
                + "create one with ENCODING 'UTF8' TEMPLATE template0, and name that in Storage:ConnectionString.");
        }
    }

    private static void RefuseOther(NpgsqlConnection connection, string address)
    {
        using var command = new NpgsqlCommand(
            "SELECT to_regclass('mediapipeline_schema') IS NULL AND EXISTS (SELECT FROM pg_tables WHERE schemaname = current_schema())", connection);
        if (command.ExecuteScalar() is true)
        {
            throw new StorageStartException($"The database at {address} holds tables of another program: name an empty database in Storage:ConnectionString.");
        }
    }

    private static void RefuseNewer(HashSet<int> applied, SortedList<int, string> files, string address)
    {
        if (applied.FirstOrDefault(number => !files.ContainsKey(number)) is var unknown and not 0)
        {
            throw new StorageStartException(
                $"The database at {address} was written by a newer version of this program (schema file {unknown} is not known). "
                + "Start the newer version, or restore the backup that was made before it was installed.");
        }
    }

    private static HashSet<int> Applied(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand("SELECT number FROM mediapipeline_schema", connection);
        using var reader = command.ExecuteReader();
        var numbers = new HashSet<int>();
        while (reader.Read())
        {
            numbers.Add(reader.GetInt32(0));
        }

        return numbers;
    }

    // Migrations of large tables, and waiting for that of another server, take as long as they take.
    private static void Run(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        command.ExecuteNonQuery();
    }
}

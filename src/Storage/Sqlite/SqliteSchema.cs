using System.Globalization;
using MediaPipeline.Grains;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Schema;
using MediaPipeline.Storage.Sql.Items;

namespace MediaPipeline.Storage.Sqlite;

/// <summary>
/// Applies the numbered schema files. Their numbers are recorded in the table <c>schema_files</c>, the highest as <c>user_version</c>, in the same transaction.
/// </summary>
internal static class SqliteSchema
{
    // "mpip": tells our files from other SQLite databases.
    private const long ApplicationId = 0x6d706970;

    // The table came with this one, which was written after files of higher numbers.
    private const int FirstRecorded = 14;

    private static readonly SortedList<int, string> Files = SchemaFiles.Of("sqlite");

    public static int Latest => Files.Keys[^1];

    /// <summary>Migrates the database to the latest version, or refuses one that is newer or of another program.</summary>
    public static void Apply(SqliteSession session, string path, int? upTo = null)
    {
        var version = (int)session.Number("PRAGMA user_version");
        Refuse(session, path, version);
        session.Define("renewed_sort_key", FirstNaturalKey.Renew);
        var applied = Applied(session, version);
        foreach (var (number, resource) in Files.Where(file => !applied.Contains(file.Key) && file.Key <= (upTo ?? Latest)))
        {
            var script = SchemaFiles.Read(resource);
            version = Math.Max(version, number);
            session.ExecuteOnce(string.Create(
                CultureInfo.InvariantCulture,
                $"BEGIN IMMEDIATE; {script}\nINSERT INTO schema_files VALUES ({number}); PRAGMA user_version = {version}; COMMIT;"));
        }
    }

    /// <summary>Adds what the tables of items lack.</summary>
    public static void Add(SqliteSession session, IEnumerable<ItemTable> tables)
    {
        var syntax = new SqliteSyntax();
        foreach (var table in tables)
        {
            var missing = ItemTableSchema.FindMissing(
                syntax, table, Names(session, $"pragma_table_xinfo('{table.Name}')"), Names(session, $"pragma_index_list('{table.Name}')"));
            session.ExecuteOnce($"BEGIN IMMEDIATE; {string.Concat(missing.Select(statement => $"{statement}; "))}COMMIT;");
        }
    }

    private static HashSet<int> Applied(SqliteSession session, int version)
    {
        if (session.Number("SELECT count(*) FROM sqlite_schema WHERE name = 'schema_files'") == 0)
        {
            var known = Files.Keys.Where(number => number <= version && number != FirstRecorded).Select(number => $"({number})").ToList();
            session.ExecuteOnce(string.Create(
                CultureInfo.InvariantCulture,
                $"BEGIN IMMEDIATE; PRAGMA application_id = {ApplicationId}; CREATE TABLE schema_files (number INTEGER PRIMARY KEY) STRICT; "
                + $"{(known.Count == 0 ? "" : $"INSERT INTO schema_files VALUES {string.Join(", ", known)}; ")}COMMIT;"));
        }

        return [.. session.Query("SELECT number FROM schema_files", row => row.GetInt32(0))];
    }

    private static HashSet<string> Names(SqliteSession session, string of) =>
        session.Query($"SELECT name FROM {of}", row => row.GetString(0)).ToHashSet(StringComparer.Ordinal);

    private static void Refuse(SqliteSession session, string path, int version)
    {
        if (version > Latest)
        {
            throw new StorageStartException(
                $"The database '{path}' was written by a newer version of this program (schema {version}; this one knows {Latest}). "
                + "Start the newer version, or restore the backup that was made before it was installed.");
        }

        var application = session.Number("PRAGMA application_id");
        if (application != ApplicationId && session.Number("SELECT count(*) FROM sqlite_schema") > 0)
        {
            throw new StorageStartException(
                $"'{path}' is a database of another program: give another data directory (Storage:DataDirectory), or move the file away.");
        }
    }
}

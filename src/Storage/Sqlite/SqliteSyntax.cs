using System.Text.Json;
using MediaPipeline.Contracts;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Sql;
using MediaPipeline.Storage.Sql.Media;

namespace MediaPipeline.Storage.Sqlite;

/// <summary>SQL specific to SQLite.</summary>
internal sealed class SqliteSyntax : SqlSyntax
{
    public override string OrderedJoin => "CROSS JOIN";

    public override string IndexedBy(string index) => $" INDEXED BY {index}";

    public override string IgnoringCase(string column) => $"{column} COLLATE NOCASE";

    public override string MembersOfDocument(params IEnumerable<string> paths) =>
        $"json_extract(document, {string.Join(", ", paths.Select(path => $"'$.{path}'"))})";

    public override string TitlesWith(string question, bool inTitle) =>
        $"SELECT rowid FROM media_words WHERE media_words MATCH {(inTitle ? $"'title : (' || {question} || ')'" : question)}";

    // Words hold no signs; in quotes, AND and NEAR are words too. Each of what SearchText spaces out is a word of a phrase.
    public override object QuestionOf(IReadOnlyList<string> words) =>
        $"{string.Join(" AND ", words.Select(word => $"\"{SearchText.Space(word)}\""))}*";

    public override string ValuesOf(string list) => $"SELECT value FROM json_each({list})";

    public override object ListOf(IEnumerable<string> values) => JsonSerializer.Serialize(values, ContractJson.Options);

    public override DocumentStatements StatementsOf(string table, long schemaVersion) => new SqliteDocumentStatements(table, schemaVersion);

    protected override string CreateTable(string table, string generatedColumns) =>
        $"""
        CREATE TABLE {table} (
            row INTEGER PRIMARY KEY,
            id TEXT NOT NULL,
            etag INTEGER NOT NULL,
            schema_version INTEGER NOT NULL,
            {generatedColumns},
            shard INTEGER AS (instr('0123456789abcdef', substr(id, -1)) - 1) VIRTUAL,
            document TEXT NOT NULL
        ) STRICT
        """;

    // STORED, since an update must know the old entries of the indexes; but SQLite adds no such column to a table that is there.
    protected override string Generated(ItemColumn column, bool isNew) =>
        $"{column.Name} {(column.IsInteger ? "INTEGER" : "TEXT")} AS (json_extract(document, '$.{column.Path}')) {(isNew ? "STORED" : "VIRTUAL")}";
}

using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Postgres.Writing;
using MediaPipeline.Storage.Sql;

namespace MediaPipeline.Storage.Postgres;

/// <summary>SQL specific to PostgreSQL.</summary>
internal sealed class PostgresSyntax : SqlSyntax
{
    public override string OrderedJoin => "JOIN";

    public override string IndexedBy(string index) => "";

    public override string IgnoringCase(string column) => $"lower({column})";

    public override string MembersOfDocument(params IEnumerable<string> paths) =>
        $"jsonb_build_array({string.Join(", ", paths.Select(path => $"document #> '{Path(path)}'"))})::text";

    public override string TitlesWith(string question, bool inTitle) =>
        $"SELECT media FROM media_words WHERE words @@ search_query({question}){(inTitle ? $" AND ts_filter(words, '{{a}}') @@ search_query({question})" : "")}";

    public override object QuestionOf(IReadOnlyList<string> words) => words.ToArray();

    public override string ValuesOf(string list) => $"SELECT unnest({list})";

    public override object ListOf(IEnumerable<string> values) => values.ToArray();

    public override DocumentStatements StatementsOf(string table, long schemaVersion) => new PostgresDocumentStatements(table, schemaVersion);

    protected override string CreateTable(string table, string generatedColumns) =>
        $"""
        CREATE TABLE {table} (
            row BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            id TEXT COLLATE "C" NOT NULL,
            etag BIGINT NOT NULL,
            schema_version BIGINT NOT NULL,
            {generatedColumns},
            shard INTEGER GENERATED ALWAYS AS (strpos('0123456789abcdef', right(id, 1)) - 1) STORED,
            document JSONB NOT NULL
        )
        """;

    protected override string Generated(ItemColumn column, bool isNew) => column.IsInteger
        ? $"{column.Name} BIGINT GENERATED ALWAYS AS ((document #>> '{Path(column.Path)}')::bigint) STORED"
        : $"{column.Name} TEXT COLLATE \"C\" GENERATED ALWAYS AS (document #>> '{Path(column.Path)}') STORED";

    private static string Path(string path) => $"{{{path.Replace('.', ',')}}}";
}

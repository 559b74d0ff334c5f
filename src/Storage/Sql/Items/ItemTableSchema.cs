using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Storage.Sql.Items;

/// <summary>Columns and indexes of the tables of items, and the statements that add what a table lacks.</summary>
internal static class ItemTableSchema
{
    private static readonly ItemColumn[] Common =
    [
        new("sort_key", "sortKey"),
        new("job_id", "jobId"),
        new("failed_job_id", "failedJobId"),
        new("state", "state"),
        new("stage", "stage"),
        new("entered_at", "enteredAt", IsInteger: true),
        new("due_at", "dueAt", IsInteger: true),
        new("waiting_resource", "waitingFor.resource"),
        new("error_code", "lastError.code"),
    ];

    /// <summary>The columns that the database takes from the documents.</summary>
    public static IEnumerable<ItemColumn> ColumnsOf(ItemTable table) => Common.Concat(table.Columns);

    /// <param name="columns">Those that the table has; none where it is not there.</param>
    /// <param name="indexes">Those that the table has.</param>
    public static IEnumerable<string> FindMissing(SqlSyntax syntax, ItemTable table, IReadOnlySet<string> columns, IReadOnlySet<string> indexes)
    {
        var missing = columns.Count == 0
            ? [syntax.CreateTable(table)]
            : ColumnsOf(table).Where(column => !columns.Contains(column.Name)).Select(column => syntax.AddColumn(table, column));
        return missing.Concat(IndexesOf(table).Where(index => !indexes.Contains(index.Name)).Select(index => index.Sql));
    }

    private static IEnumerable<(string Name, string Sql)> IndexesOf(ItemTable table)
    {
        var name = table.Name;
        yield return ($"{name}_id", $"CREATE UNIQUE INDEX {name}_id ON {name} (id)");
        yield return Index(name, "by_job", "job_id, state, sort_key, stage");
        yield return Index(name, "by_state", "state, stage, entered_at");
        yield return Index(name, "by_failed_job", "failed_job_id", "failed_job_id IS NOT NULL");
        yield return Index(name, "by_resource", "job_id, waiting_resource", "waiting_resource IS NOT NULL");
        yield return Index(name, "by_code", "error_code, state", "error_code IS NOT NULL");
        yield return Index(name, "dead", "entered_at", "state IN ('failed', 'quarantined')");
        yield return Index(name, "due", "shard, due_at", "due_at IS NOT NULL");
        yield return Index(name, "unanswered", "stage, entered_at", "state = 'waiting' AND due_at IS NULL");
        if (table.HasCollections)
        {
            yield return Index(name, "by_collection", "collection_id, sort_key, stage");
            yield return Index(name, "by_collection_state", "collection_id, state, sort_key, stage");
        }

        foreach (var index in table.Indexes)
        {
            yield return Index(name, index.Name, string.Join(", ", index.Columns));
        }
    }

    private static (string Name, string Sql) Index(string table, string name, string columns, string? where = null) =>
        ($"{table}_{name}", $"CREATE INDEX {table}_{name} ON {table} ({columns}){(where is null ? "" : $" WHERE {where}")}");
}

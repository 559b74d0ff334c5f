using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Storage.Sql.Items;

/// <summary>Queries on the table of one kind of item, the same for every kind. The index is named where SQLite's planner would have a choice.</summary>
internal sealed class ItemSql
{
    private readonly SqlSyntax _syntax;
    private readonly KeptCounts? _counts;

    public ItemSql(SqlSyntax syntax, ItemTable table, KeptCounts? counts)
    {
        (_syntax, _counts, Table) = (syntax, counts, table.Name);
        Columns = string.Join(", ", ItemRows.Columns.Concat(table.Columns.Select(column => column.Name)).Select(column => $"i.{column}"));
        ByState = $"SELECT id FROM {With("by_job")} WHERE job_id = @job AND state = @state ORDER BY sort_key LIMIT @limit";
        WaitingFor = $"SELECT id FROM {With("by_resource")} WHERE job_id = @job AND waiting_resource = @resource LIMIT @limit";
        FirstWait = $"SELECT {Columns} FROM {With("by_job", " AS i")} WHERE i.job_id = @job AND i.state = 'waiting' ORDER BY i.sort_key LIMIT 1";
        Due = $"SELECT id, due_at FROM {With("due")} WHERE shard = @shard AND due_at <= @now ORDER BY due_at LIMIT @limit";
        FailedIn = $"SELECT count(*) FROM {With("by_failed_job")} WHERE failed_job_id = @job";
        ErrorsOf = $"SELECT {Columns} FROM {With("by_failed_job", " AS i")} WHERE i.failed_job_id = @job ORDER BY i.row LIMIT @limit";
        Find = $"SELECT {Columns} FROM {Table} AS i WHERE i.id = @id";
        var stages = string.Join(", ", table.Kind.Stages.Select(stage => $"sum(CASE WHEN stage = '{stage}' THEN 1 ELSE 0 END)"));
        TallyOfJob = $"SELECT state, {stages} FROM {With("by_job")} WHERE job_id = @job GROUP BY state";

        Verified = table.VerificationColumn is { } found
            ? $"SELECT state, {found}, count(*) FROM {With("verified")} WHERE job_id = @job AND {found} IS NOT NULL GROUP BY state, {found}"
            : null;

        // The whole index, once: it is small, and the answer is cached.
        Stages = "SELECT state, stage, count(*), min(entered_at), sum(CASE WHEN entered_at < @before THEN 1 ELSE 0 END)"
            + $" FROM {With("by_state")} GROUP BY state, stage";
        Unanswered = $"SELECT stage, count(*) FROM {With("unanswered")} WHERE state = 'waiting' AND due_at IS NULL AND entered_at < @before GROUP BY stage";
        CountDeadLetters = $"SELECT count(*) FROM {With("dead")} WHERE state IN ('failed', 'quarantined')";
    }

    public string Table { get; }

    /// <summary>What <see cref="ItemRows"/> takes, of the table under the name <c>i</c>.</summary>
    public string Columns { get; }

    public string ByState { get; }

    public string WaitingFor { get; }

    public string FirstWait { get; }

    public string Due { get; }

    public string FailedIn { get; }

    public string ErrorsOf { get; }

    public string Find { get; }

    /// <summary>By state, a column for each stage of the kind.</summary>
    public string TallyOfJob { get; }

    /// <summary>Items of a job that it read again, by state and by what it found; null for kinds that are not read again.</summary>
    public string? Verified { get; }

    public string Stages { get; }

    /// <summary>Items that have been waiting for an answer since before a time, by stage.</summary>
    public string Unanswered { get; }

    public string CountDeadLetters { get; }

    /// <summary>Rows of failed and quarantined items by when they became so: a part of an index that holds them alone.</summary>
    /// <param name="index">Of the kind among the kinds.</param>
    /// <param name="after">The condition of those after a position; null: all.</param>
    public string DeadLetterRows(int index, string? after = null) =>
        $"SELECT {index} AS kind, row AS page_row, entered_at FROM {With("dead")} WHERE state IN ('failed', 'quarantined')"
        + (after is null ? "" : $" AND {after}");

    public string Matching(ItemCondition condition) => condition.Where.Length == 0
        ? $"SELECT id FROM {With("id")} WHERE id > @after ORDER BY id LIMIT @limit"
        : $"SELECT id FROM {Walk(condition)}{condition.Where} AND id > @after ORDER BY id LIMIT @limit";

    public string Page(ItemCondition condition) => PageOf(PageRows(condition), condition.Keys);

    /// <summary>The page after a position in the order.</summary>
    public string PageAfter(ItemCondition condition) => PageOf(PageRowsAfter(condition), condition.Keys);

    /// <summary>The rows of a page, by the index alone.</summary>
    public string PageRows(ItemCondition condition) =>
        $"SELECT row AS page_row FROM {Walk(condition)}{condition.Where} ORDER BY {condition.Order} LIMIT @limit OFFSET @offset";

    public string PageRowsAfter(ItemCondition condition) =>
        $"SELECT row AS page_row FROM {Walk(condition)}{(condition.Where.Length == 0 ? " WHERE " : $"{condition.Where} AND ")}{condition.Keys.After()}"
        + $" ORDER BY {condition.Order} LIMIT @limit";

    public string Count(ItemCondition condition) => _counts is not null && condition.IsByStateAlone
        ? _counts.Count(condition.Where)
        : $"SELECT count(*) FROM {Walk(condition)}{condition.Where}";

    /// <summary>The items of those rows, in their order. What lies before the page is passed in the index, without a look at a document.</summary>
    /// <param name="rows">A query with a column <c>page_row</c>.</param>
    /// <param name="keys">Read with each item, behind its columns; a position follows.</param>
    /// <param name="kind">The index of this kind, where the rows are of several.</param>
    public string PageOf(string rows, Keyset keys, int? kind = null)
    {
        var (column, where) = kind is null ? ("", "") : ("kind, ", $" WHERE kind = {kind}");
        var ordered = string.Join(", ", keys.Columns.Select(key => $"i.{key}"));
        return $"SELECT {Columns}, {ordered}, position FROM (SELECT {column}page_row, row_number() OVER () AS position FROM ({rows}) AS page_rows) AS page"
            + $" {_syntax.OrderedJoin} {Table} AS i ON i.row = page_row{where} ORDER BY position";
    }

    private string Walk(ItemCondition condition) => Table + _syntax.IndexedBy(condition.Index);

    private string With(string index, string alias = "") => $"{Table}{alias}{_syntax.IndexedBy($"{Table}_{index}")}";
}

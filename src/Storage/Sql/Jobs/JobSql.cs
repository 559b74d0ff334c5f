using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Reading;

namespace MediaPipeline.Storage.Sql.Jobs;

/// <summary>Queries on the table of jobs. Their ids sort by the time of creation.</summary>
internal sealed class JobSql(SqlSyntax syntax)
{
    /// <summary>What <see cref="JobRows"/> takes.</summary>
    public const string Columns = "id, document, created_at, type";

    public static Keyset Keys { get; } = new(("id", typeof(string)));

    public string Find => $"SELECT {Columns} FROM jobs WHERE id = @id";

    // A cancelled one is due until all its items are cancelled.
    public string UnfinishedOfCollection { get; } = $"SELECT id FROM jobs{syntax.IndexedBy("jobs_by_collection")} WHERE collection_id = @collection"
        + " AND state IN ('queued', 'running', 'waiting', 'paused', 'cancelled') AND (state <> 'cancelled' OR due_at IS NOT NULL) ORDER BY id";

    public string Due { get; } =
        $"SELECT id, due_at FROM jobs{syntax.IndexedBy("jobs_due")} WHERE shard = @shard AND due_at <= @now ORDER BY due_at LIMIT @limit";

    public string Page(JobFilter filter) =>
        $"SELECT {Columns} FROM jobs{syntax.IndexedBy(Index(filter))}{Where(filter)} ORDER BY id DESC LIMIT @limit OFFSET @offset";

    public string PageAfter(JobFilter filter) =>
        $"SELECT {Columns} FROM jobs{syntax.IndexedBy(Index(filter))}{Where(filter, Keys.After("<"))} ORDER BY id DESC LIMIT @limit";

    public string Count(JobFilter filter) => $"SELECT count(*) FROM jobs{syntax.IndexedBy(Index(filter))}{Where(filter)}";

    public static (string Name, object? Value)[] Parameters(JobFilter filter) =>
        [.. Conditions(filter).Select(condition => (condition.Parameter, (object?)condition.Value))];

    private static string Index(JobFilter filter) => filter switch
    {
        { CollectionId: not null } => "jobs_by_collection",
        { State: not null } => "jobs_by_state",
        { Source: not null } => "jobs_by_source",
        { Type: not null } => "jobs_by_type",
        _ => "jobs_id",
    };

    private static string Where(JobFilter filter, params IEnumerable<string> more)
    {
        string[] conditions = [.. Conditions(filter).Select(condition => $"{condition.Column} = {condition.Parameter}"), .. more];
        return conditions.Length == 0 ? "" : " WHERE " + string.Join(" AND ", conditions);
    }

    private static IEnumerable<(string Column, string Parameter, string Value)> Conditions(JobFilter filter)
    {
        if (filter.CollectionId is { } collection)
        {
            yield return ("collection_id", "@collection", collection.Value);
        }

        if (filter.State is { } state)
        {
            yield return ("state", "@state", EnumNames<JobState>.Name(state));
        }

        if (filter.Source is { } source)
        {
            yield return ("source", "@source", source);
        }

        if (filter.Type is { } type)
        {
            yield return ("type", "@type", type);
        }
    }
}

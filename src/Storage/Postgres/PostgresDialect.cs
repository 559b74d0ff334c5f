using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using MediaPipeline.Storage.Sql.Images;

namespace MediaPipeline.Storage.Postgres;

/// <summary>The common questions in PostgreSQL's words. They are few, so each is translated once.</summary>
internal static partial class PostgresDialect
{
    private const string NamedPaths =
        "jsonb_build_array(document #> '{thumbnail,path}', document #> '{thumbnail,bytes}', document #> '{cache,path}', document #> '{cache,bytes}')::text";

    private static readonly ConcurrentDictionary<string, string> Known = new(StringComparer.Ordinal);

    public static string Translate(string sql) => Known.GetOrAdd(sql, Write);

    // The planner needs no index named, and a join keeps its order by the place of each row.
    private static string Write(string sql)
    {
        sql = sql.Replace(NamedRows.Paths, NamedPaths, StringComparison.Ordinal)
            .Replace("name COLLATE NOCASE", "lower(name)", StringComparison.Ordinal)
            .Replace("CROSS JOIN images AS i ON", "JOIN images AS i ON", StringComparison.Ordinal)
            .Replace("$document", "$document::jsonb", StringComparison.Ordinal);
        return Parameter().Replace(IndexHint().Replace(sql, ""), "@${name}");
    }

    [GeneratedRegex(@" INDEXED BY \w+", RegexOptions.None, 1000)]
    private static partial Regex IndexHint();

    [GeneratedRegex(@"\$(?<name>[a-z]+)", RegexOptions.None, 1000)]
    private static partial Regex Parameter();
}

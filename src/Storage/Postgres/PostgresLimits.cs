using System.Globalization;
using System.Text;

namespace MediaPipeline.Storage.Postgres;

/// <summary>Pictures that PostgreSQL can never store. SQLite has no such limits.</summary>
internal static class PostgresLimits
{
    /// <summary>
    /// An entry of an index may have a third of a page, 2,704 bytes; those with the sort key hold about a hundred bytes more. Longer ones might fit when they
    /// are compressed, which depends on their letters and cannot be foreseen.
    /// </summary>
    public const int LongestKeyBytes = 2560;

    private const string OrKeepInSqlite = "or keep the data in SQLite (Storage:Provider Sqlite)";

    public static string? FindRefusal(string sortKey, ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            if (text?.Contains('\0', StringComparison.Ordinal) == true)
            {
                return $"PostgreSQL keeps no NUL character (\\0), and its name has one. Rename it, {OrKeepInSqlite}, then scan again.";
            }
        }

        return Encoding.UTF8.GetByteCount(sortKey) is > LongestKeyBytes and var bytes
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"PostgreSQL takes no path whose sort key has more than {LongestKeyBytes:N0} bytes, and this one has {bytes:N0}. "
                + $"Shorten the names of its folders, {OrKeepInSqlite}, then scan again.")
            : null;
    }
}

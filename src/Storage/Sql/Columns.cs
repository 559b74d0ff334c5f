using System.Data.Common;
using System.Text;
using MediaPipeline.Contracts.Ids;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MediaPipeline.Storage.Sql;

/// <summary>Converts between columns and the types of the contracts.</summary>
internal static class Columns
{
    public static string? TextOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>A text, of SQLite without a string for it; until the next row.</summary>
    public static ReadOnlySpan<byte> Utf8(this DbDataReader row, int column) =>
        row is SqliteDataReader sqlite ? raw.sqlite3_column_blob(sqlite.Handle, column) : Encoding.UTF8.GetBytes(row.GetString(column));

    public static DateTimeOffset Time(this DbDataReader row, int column) =>
        DateTimeOffset.FromUnixTimeMilliseconds(row.IsDBNull(column) ? 0 : row.GetInt64(column));

    public static DateTimeOffset? TimeOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.Time(column);

    public static long? NumberOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    /// <summary>An id as it was stored; it was checked when it was written.</summary>
    public static TId Id<TId>(this DbDataReader row, int column)
        where TId : struct, IEntityId<TId> => TId.FromValidated(row.GetString(column));

    public static TId? IdOrNull<TId>(this DbDataReader row, int column)
        where TId : struct, IEntityId<TId> => row.IsDBNull(column) ? null : TId.FromValidated(row.GetString(column));
}

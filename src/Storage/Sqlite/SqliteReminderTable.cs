using System.Globalization;
using System.Data.Common;
using MediaPipeline.Storage.Sql;

namespace MediaPipeline.Storage.Sqlite;

/// <summary>The reminders of grains: a few rows, read whole at every refresh.</summary>
internal sealed class SqliteReminderTable(IDocumentDatabase database, TimeProvider clock) : IReminderTable
{
    private const string Columns = "SELECT grain_id, name, start_at, period, etag FROM reminders";

    public async Task<ReminderTableData> ReadRows(GrainId grainId) =>
        new(await ListAsync($"{Columns} WHERE grain_id = @grain", ("@grain", grainId.ToString())));

    public async Task<ReminderTableData> ReadRows(uint begin, uint end) => new(await ListAsync(
        begin < end
            ? $"{Columns} INDEXED BY reminders_by_hash WHERE grain_hash > @begin AND grain_hash <= @end"
            : $"{Columns} INDEXED BY reminders_by_hash WHERE grain_hash > @begin OR grain_hash <= @end",
        ("@begin", (long)begin),
        ("@end", (long)end)));

    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        (await ListAsync($"{Columns} WHERE grain_id = @grain AND name = @name", ("@grain", grainId.ToString()), ("@name", reminderName))).FirstOrDefault();

    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        var etag = await database.WriteAsync(session => Upsert(session, entry));
        return etag.ToString(CultureInfo.InvariantCulture);
    }

    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) => await database.WriteAsync(session => session.Execute(
        "DELETE FROM reminders WHERE grain_id = @grain AND name = @name AND etag = @etag",
        ("@grain", grainId.ToString()), ("@name", reminderName), ("@etag", long.TryParse(eTag, CultureInfo.InvariantCulture, out var held) ? held : -1))) == 1;

    public Task TestOnlyClearTable() => database.WriteAsync(session => session.Execute("DELETE FROM reminders"));

    private long Upsert(SqlSession session, ReminderEntry entry) => session.Number(
        """
        INSERT INTO reminders (grain_id, name, grain_hash, start_at, period, etag) VALUES (@grain, @name, @hash, @start, @period, @etag)
        ON CONFLICT (grain_id, name) DO UPDATE
        SET grain_hash = excluded.grain_hash, start_at = excluded.start_at, period = excluded.period, etag = reminders.etag + 1 RETURNING etag
        """,
        ("@grain", entry.GrainId.ToString()),
        ("@name", entry.ReminderName),
        ("@hash", (long)entry.GrainId.GetUniformHashCode()),
        ("@start", new DateTimeOffset(DateTime.SpecifyKind(entry.StartAt, DateTimeKind.Utc)).ToUnixTimeMilliseconds()),
        ("@period", (long)entry.Period.TotalMilliseconds),
        ("@etag", DocumentStatements.FirstETag(clock)));

    private Task<List<ReminderEntry>> ListAsync(string sql, params (string Name, object? Value)[] parameters) =>
        database.ReadAsync(session => session.Query(sql, Entry, parameters), CancellationToken.None);

    private static ReminderEntry Entry(DbDataReader row) => new()
    {
        GrainId = GrainId.Parse(row.GetString(0)),
        ReminderName = row.GetString(1),
        StartAt = row.Time(2).UtcDateTime,
        Period = TimeSpan.FromMilliseconds(row.GetInt64(3)),
        ETag = row.GetInt64(4).ToString(CultureInfo.InvariantCulture),
    };
}

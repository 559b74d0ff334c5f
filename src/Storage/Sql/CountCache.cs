using System.Collections.Concurrent;

namespace MediaPipeline.Storage.Sql;

/// <summary>
/// Counts over large collections are kept for ten times as long as they took, from half a second to five; quick counts are not cached. So pages that poll twice
/// a second use at most a tenth of one core.
/// </summary>
internal sealed class CountCache(IDocumentDatabase database, TimeProvider clock)
{
    private const int MostEntries = 1000;
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(5), Shortest = TimeSpan.FromMilliseconds(500), Longest = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, (object Value, long Until)> _kept = new(StringComparer.Ordinal);

    public async Task<T> GetAsync<T>(string key, Func<SqlSession, T> count, CancellationToken cancellationToken)
        where T : notnull
    {
        if (_kept.TryGetValue(key, out var kept) && clock.GetTimestamp() < kept.Until)
        {
            return (T)kept.Value;
        }

        var (value, took) = await database.ReadAsync(session => Measure(session, count), cancellationToken);
        if (KeepFor(took) is { } span)
        {
            Keep(key, value, span);
        }

        return value;
    }

    /// <summary>How long a result that took this long is cached; null if it is not cached.</summary>
    public static TimeSpan? KeepFor(TimeSpan took) =>
        took > Quick ? TimeSpan.FromSeconds(Math.Clamp(took.TotalSeconds * 10, Shortest.TotalSeconds, Longest.TotalSeconds)) : null;

    private (T Value, TimeSpan Took) Measure<T>(SqlSession session, Func<SqlSession, T> count)
    {
        var start = clock.GetTimestamp();
        return (count(session), clock.GetElapsedTime(start));
    }

    private void Keep(string key, object value, TimeSpan span)
    {
        if (_kept.Count >= MostEntries)
        {
            _kept.Clear();
        }

        _kept[key] = (value, clock.GetTimestamp() + (long)(span.TotalSeconds * clock.TimestampFrequency));
    }
}

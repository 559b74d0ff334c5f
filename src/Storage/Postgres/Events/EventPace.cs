namespace MediaPipeline.Storage.Postgres.Events;

/// <summary>How often the feed asks PostgreSQL for something.</summary>
internal static class EventPace
{
    /// <summary>Between two groups of events of one server: 20 commits a second at most, whatever happens. The first after a silence waits for nothing.</summary>
    public static readonly TimeSpan BetweenGroups = TimeSpan.FromMilliseconds(50);

    /// <summary>Looked for events at least so often without being notified: a connection that is dead is noticed so.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(250), LongestRetry = TimeSpan.FromSeconds(5);

    /// <summary>Ends early, without an error, when the feed closes.</summary>
    public static async Task WaitAsync(TimeSpan delay, TimeProvider time, CancellationToken closing) =>
        await Task.Delay(delay, time, closing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>Twice as long after each failure, up to 5 s.</summary>
    public static Task BackOffAsync(int failures, TimeProvider time, CancellationToken closing)
    {
        var delay = FirstRetry * Math.Pow(2, failures);
        return WaitAsync(delay < LongestRetry ? delay : LongestRetry, time, closing);
    }
}

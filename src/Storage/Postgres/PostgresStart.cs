using MediaPipeline.Grains.Hosting;
using Microsoft.Extensions.Logging;

namespace MediaPipeline.Storage.Postgres;

/// <summary>
/// The first connection. What starts a whole machine, or a composition of containers, starts PostgreSQL and its clients together: one that does not answer
/// yet is waited for. One that answers and refuses (password, database, schema) will do so again, and ends the start at once.
/// </summary>
internal sealed partial class PostgresStart(TimeSpan patience, string place, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    /// <summary>Blocks, as opening a connection does: it runs before the host has anything else to do.</summary>
    public void Run(Action connect, CancellationToken stopping)
    {
        var since = time.GetTimestamp();
        var waited = false;
        Retries.Every(Between, time, error => PostgresFaults.MayComeUp(error) && time.GetElapsedTime(since) < patience, Tell).Execute(_ => connect(), stopping);
        if (waited)
        {
            LogAnswers(logger, place, time.GetElapsedTime(since).TotalSeconds);
        }

        void Tell(Exception error)
        {
            if (!waited)
            {
                LogWaits(logger, place, error.Message.TrimEnd('.'), patience.TotalSeconds);
                waited = true;
            }
        }
    }

    [LoggerMessage(3034, LogLevel.Warning, "PostgreSQL at {Place} does not answer yet ({Why}); it is waited for, {Seconds:F0} s at most.")]
    private static partial void LogWaits(ILogger logger, string place, string why, double seconds);

    [LoggerMessage(3035, LogLevel.Information, "PostgreSQL at {Place} answers after {Seconds:F0} s.")]
    private static partial void LogAnswers(ILogger logger, string place, double seconds);
}

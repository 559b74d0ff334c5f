using MediaPipeline.Grains.Hosting;
using Microsoft.Extensions.Logging;

namespace MediaPipeline.Storage.Postgres;

/// <summary>
/// The first connection. A machine or a composition of containers starts PostgreSQL and its clients together, so the start waits for a server that does not
/// answer yet. A server that answers with a refusal (password, database, schema) would refuse again, so that fails the start at once.
/// </summary>
internal sealed partial class PostgresStart(TimeSpan timeout, string address, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    /// <summary>Blocks, as opening a connection does: it runs before the host has anything else to do.</summary>
    public void Run(Action connect, CancellationToken stopping)
    {
        var since = clock.GetTimestamp();
        var waited = false;
        Retries
            .Every(RetryDelay, clock, error => PostgresFaults.MayBeStarting(error) && clock.GetElapsedTime(since) < timeout, Tell)
            .Execute(_ => connect(), stopping);
        if (waited)
        {
            LogAnswers(logger, address, clock.GetElapsedTime(since).TotalSeconds);
        }

        void Tell(Exception error)
        {
            if (!waited)
            {
                LogWaits(logger, address, error.Message.TrimEnd('.'), timeout.TotalSeconds);
                waited = true;
            }
        }
    }

    [LoggerMessage(3034, LogLevel.Warning, "PostgreSQL at {Address} does not answer yet ({Why}); waiting for it, {Seconds:F0} s at most.")]
    private static partial void LogWaits(ILogger logger, string address, string why, double seconds);

    [LoggerMessage(3035, LogLevel.Information, "PostgreSQL at {Address} answers after {Seconds:F0} s.")]
    private static partial void LogAnswers(ILogger logger, string address, double seconds);
}

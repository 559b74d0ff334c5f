using Microsoft.Extensions.Logging;

namespace MediaPipeline.Storage.Postgres;

/// <summary>
/// The first connection. What starts a whole machine, or a composition of containers, starts PostgreSQL and its clients together: one that does not answer
/// yet is waited for. One that answers and refuses (password, database, schema) will do so again, and ends the start at once.
/// </summary>
internal sealed partial class PostgresStart(TimeSpan patience, string place, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);
    private readonly long _since = time.GetTimestamp();
    private bool _told;

    public async Task<T> RunAsync<T>(Func<Task<T>> connect, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                return Answered(await connect());
            }
            catch (Exception error) when (Waits(error))
            {
                await Task.Delay(Between, time, stopping);
            }
        }
    }

    /// <summary>Blocks, as opening a connection does: it runs before the host has anything else to do.</summary>
    public void Run(Action connect, CancellationToken stopping)
    {
        while (!Succeeds(connect))
        {
            stopping.WaitHandle.WaitOne(Between);
            stopping.ThrowIfCancellationRequested();
        }
    }

    private bool Succeeds(Action connect)
    {
        try
        {
            connect();
            return Answered(true);
        }
        catch (Exception error) when (Waits(error))
        {
            return false;
        }
    }

    private bool Waits(Exception error)
    {
        if (!PostgresFaults.MayComeUp(error) || time.GetElapsedTime(_since) >= patience)
        {
            return false;
        }

        if (!_told)
        {
            LogWaits(logger, place, error.Message.TrimEnd('.'), patience.TotalSeconds);
        }

        return _told = true;
    }

    private T Answered<T>(T result)
    {
        if (_told)
        {
            LogAnswers(logger, place, time.GetElapsedTime(_since).TotalSeconds);
        }

        return result;
    }

    [LoggerMessage(3034, LogLevel.Warning, "PostgreSQL at {Place} does not answer yet ({Why}); it is waited for, {Seconds:F0} s at most.")]
    private static partial void LogWaits(ILogger logger, string place, string why, double seconds);

    [LoggerMessage(3035, LogLevel.Information, "PostgreSQL at {Place} answers after {Seconds:F0} s.")]
    private static partial void LogAnswers(ILogger logger, string place, double seconds);
}

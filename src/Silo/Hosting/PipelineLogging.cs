using Microsoft.Extensions.Logging.Console;

namespace MediaPipeline.Silo.Hosting;

/// <summary>Logs to standard error, one line per entry; beside a progress display only warnings and errors.</summary>
internal static class PipelineLogging
{
    public static void AddPipelineConsole(this ILoggingBuilder logging, bool quiet, Func<bool> isStopping)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(o =>
        {
            o.SingleLine = true;
            o.IncludeScopes = false;
            o.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            o.UseUtcTimestamp = true;
        });
        logging.Services.Configure<ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.SetMinimumLevel(quiet ? LogLevel.Warning : LogLevel.Information);

        // Per-request lines contain the query string; the results of requests are in the metrics.
        logging.AddFilter("Microsoft", LogLevel.Warning);

        // Orleans logs every connection, and two lines for every placed grain. Membership changes are logged by MembershipWatch.
        // While it stops, or when a start fails, it logs each call that finds no grain and each part that it could not start or stop.
        Func<LogLevel, bool> isWorthALine = level => level >= (isStopping() ? LogLevel.Critical : LogLevel.Warning);
        logging.AddFilter("Orleans", isWorthALine);
        logging.AddFilter("Polly", isWorthALine);

        // So does a job whose step calls a grain that has stopped already.
        logging.AddFilter("MediaPipeline.Grains.Jobs.JobGrain", level => level >= (isStopping() ? LogLevel.Critical : LogLevel.Information));

        // Orleans logs a stack for every state that a full or unavailable database rejects. The outage is already logged once, and the grain gets the error.
        logging.AddFilter("MediaPipeline.Storage.Sql.SqlGrainStorage", LogLevel.Critical);

        // It warns that it stores its keys unencrypted: they are in the database, together with everything that they protect (docs/storage.md).
        logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);

        // It warns at every start, since it counts from the boot of the machine.
        logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);

        // A failed start is one line; an unforeseen exception is thrown with its stack.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        logging.AddFilter("Orleans.Runtime.SiloLifecycleSubject", LogLevel.Critical);
        logging.AddFilter("Orleans.Runtime.Silo", LogLevel.Critical);
        logging.AddFilter("Microsoft.Hosting.Lifetime", quiet ? LogLevel.Warning : LogLevel.Information);
    }
}

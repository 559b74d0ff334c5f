using Microsoft.Extensions.Logging.Console;

namespace MediaPipeline.Silo.Hosting;

/// <summary>Logs to standard error, a line each; beside a progress display only what a person should see.</summary>
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

        // Per-request lines carry the query string; what a request came to is in the metrics.
        logging.AddFilter("Microsoft", LogLevel.Warning);

        // Orleans has a line for every connection, and two for every grain that it places. Who joins and leaves is said by ourselves.
        // While it stops, or a start is broken off, it reports each call that finds no grain and each part that it could not start or stop.
        Func<LogLevel, bool> isWorthALine = level => level >= (isStopping() ? LogLevel.Critical : LogLevel.Warning);
        logging.AddFilter("Orleans", isWorthALine);
        logging.AddFilter("Polly", isWorthALine);

        // Orleans has a record with a stack for every state that a full or absent database does not take. The database says once that it is so, and the
        // grain gets the error.
        logging.AddFilter("MediaPipeline.Storage.Sql.SqlGrainStorage", LogLevel.Critical);

        // It warns that it stores its keys unencrypted: they lie in the database, and whoever has that has all (docs/storage.md).
        logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);

        // It warns at every start, since it counts from the boot of the machine.
        logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);

        // A start that fails is one line; one that was not foreseen is thrown with its stack.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        logging.AddFilter("Orleans.Runtime.SiloLifecycleSubject", LogLevel.Critical);
        logging.AddFilter("Orleans.Runtime.Silo", LogLevel.Critical);
        logging.AddFilter("Microsoft.Hosting.Lifetime", quiet ? LogLevel.Warning : LogLevel.Information);
    }
}

using System.Diagnostics.Tracing;

namespace MediaPipeline.Silo.Telemetry;

/// <summary>Logs that telemetry cannot be exported: OpenTelemetry itself only reports it to its event sources. At most one line a minute.</summary>
internal sealed partial class TelemetryExportLog(TimeProvider clock, ILogger<TelemetryExportLog> logger) : IHostedService
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);
    private Listener? _listener;
    private DateTimeOffset _saidAt;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listener = new Listener(Say);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _listener?.Dispose();
        return Task.CompletedTask;
    }

    private void Say(string what)
    {
        var now = clock.GetUtcNow();
        if (now - _saidAt < Quiet)
        {
            return;
        }

        _saidAt = now;
        LogTrouble(what);
    }

    [LoggerMessage(6001, LogLevel.Warning, "Telemetry does not reach its collector; what could not be sent is dropped, and work continues. Check "
        + "Telemetry:OtlpEndpoint, or OTEL_EXPORTER_OTLP_ENDPOINT: {What}")]
    private partial void LogTrouble(string what);

    private sealed class Listener(Action<string> say) : EventListener
    {
        private const string Exporters = "OpenTelemetry-Exporter-";

        // Called for existing sources, too.
        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name.StartsWith(Exporters, StringComparison.Ordinal))
            {
                EnableEvents(eventSource, EventLevel.Warning);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData) => say(
            string.Format(System.Globalization.CultureInfo.InvariantCulture, eventData.Message ?? eventData.EventName ?? "", [.. eventData.Payload ?? []]));
    }
}

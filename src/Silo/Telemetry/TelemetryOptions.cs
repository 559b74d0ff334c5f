namespace MediaPipeline.Silo.Telemetry;

/// <summary>
/// Where traces and metrics go by OTLP; section <c>Telemetry</c>. The standard variables <c>OTEL_EXPORTER_OTLP_*</c> apply to what is not set here.
/// </summary>
internal sealed class TelemetryOptions
{
    /// <summary>The section that they are read from.</summary>
    public const string Section = "Telemetry";

    /// <summary>
    /// Address of the collector without the path of a signal, for example <c>http://127.0.0.1:4318</c>. Default: what <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>
    /// says, else none, and then nothing is collected or sent.
    /// </summary>
    public string? OtlpEndpoint { get; set; }

    /// <summary>
    /// <c>http/protobuf</c> or <c>grpc</c>. Default: what <c>OTEL_EXPORTER_OTLP_PROTOCOL</c> says, else <c>grpc</c> for port 4317 and <c>http/protobuf</c>
    /// for any other.
    /// </summary>
    public string? OtlpProtocol { get; set; }

    /// <summary>
    /// Share of traces that are recorded, 0 to 1, of those that begin here; a request that comes with a trace keeps its caller's decision. Default: what
    /// <c>OTEL_TRACES_SAMPLER</c> says, else all.
    /// </summary>
    public double? TraceRatio { get; set; }

    /// <summary>How often metrics are sent. Default: what <c>OTEL_METRIC_EXPORT_INTERVAL</c> says, else a minute. One second to an hour.</summary>
    public TimeSpan? MetricsEvery { get; set; }

    /// <summary>Name of the service. Default: what <c>OTEL_SERVICE_NAME</c> says, else <c>mediapipeline</c>.</summary>
    public string? ServiceName { get; set; }
}

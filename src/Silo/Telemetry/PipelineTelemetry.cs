using System.Reflection;
using System.Runtime.CompilerServices;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace MediaPipeline.Silo.Telemetry;

/// <summary>
/// Traces and metrics over OTLP, if an endpoint is set. Otherwise neither the exporter nor tracing is loaded, so that it costs no start-up time.
/// </summary>
internal static class PipelineTelemetry
{
    private const string OwnSources = "MediaPipeline.*";
    private static readonly string[] OtherMeters = ["System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.Orleans"];

    // Requests that repeat every few seconds, and streams that stay open for hours, are not worth a trace.
    private static readonly string[] Untraced = ["/health", "/metrics"];

    public static void AddPipelineTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection(TelemetryOptions.Section).Get<TelemetryOptions>() ?? new TelemetryOptions();
        if (TelemetryTarget.Of(options, Environment.GetEnvironmentVariable) is { } target)
        {
            Add(services, options, target);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Add(IServiceCollection services, TelemetryOptions options, TelemetryTarget target)
    {
        services.AddHostedService<TelemetryExportLog>();
        services.AddOpenTelemetry()
            .ConfigureResource(resource => Describe(resource, options))
            .WithTracing(tracing => Trace(tracing, options, target))
            .WithMetrics(metrics => metrics
                .AddMeter([OwnSources, .. OtherMeters])
                .AddOtlpExporter((exporter, reader) =>
                {
                    Send(exporter, target, "metrics");
                    if (options.MetricsEvery is { } every)
                    {
                        reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)every.TotalMilliseconds;
                    }
                }));
    }

    private static void Describe(ResourceBuilder resource, TelemetryOptions options)
    {
        var name = options.ServiceName ?? (Environment.GetEnvironmentVariable("OTEL_SERVICE_NAME") is { Length: > 0 } said ? said : "mediapipeline");
        var version = typeof(PipelineTelemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        resource.AddService(name, serviceVersion: version, autoGenerateServiceInstanceId: false,
            serviceInstanceId: $"{Environment.MachineName}:{Environment.ProcessId}");
    }

    private static void Trace(TracerProviderBuilder tracing, TelemetryOptions options, TelemetryTarget target)
    {
        tracing.AddSource(OwnSources).AddAspNetCoreInstrumentation(http =>
        {
            http.Filter = IsTraced;
            // Query strings may contain private data, and are never written anywhere.
            http.EnrichWithHttpRequest = static (span, _) => span.SetTag("url.query", null);
        });
        if (options.TraceRatio is { } ratio)
        {
            tracing.SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(ratio)));
        }

        tracing.AddOtlpExporter(exporter => Send(exporter, target, "traces"));
    }

    private static bool IsTraced(HttpContext context)
    {
        var path = context.Request.Path;
        return !Untraced.Any(start => path.StartsWithSegments(start, StringComparison.Ordinal))
            && path.Value?.EndsWith("/events", StringComparison.Ordinal) != true;
    }

    private static void Send(OtlpExporterOptions exporter, TelemetryTarget target, string signal)
    {
        exporter.Endpoint = target.Of(signal);
        exporter.Protocol = target.Grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
    }
}

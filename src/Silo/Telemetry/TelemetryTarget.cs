using Microsoft.Extensions.Options;

namespace MediaPipeline.Silo.Telemetry;

/// <summary>Where telemetry goes, checked.</summary>
/// <param name="Endpoint">Address of the collector without the path of a signal.</param>
/// <param name="Grpc">By gRPC; else protobuf over HTTP.</param>
internal sealed record TelemetryTarget(Uri Endpoint, bool Grpc)
{
    private const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ProtocolVariable = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const string GrpcName = "grpc";
    private const string HttpName = "http/protobuf";
    private const int GrpcPort = 4317;

    /// <summary>Null when telemetry is off.</summary>
    /// <exception cref="OptionsValidationException">A setting is wrong; the message names it and the remedy.</exception>
    public static TelemetryTarget? Of(TelemetryOptions options, Func<string, string?> variable)
    {
        var (address, named) = Said(options.OtlpEndpoint, nameof(options.OtlpEndpoint), EndpointVariable, variable);
        if (address is null)
        {
            return null;
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https"))
        {
            throw Wrong($"{named} is '{address}'; set it to the address of an OTLP collector, for example http://127.0.0.1:4318, or leave it out to "
                + "switch telemetry off.");
        }

        Check(options.TraceRatio is null or (>= 0 and <= 1), nameof(options.TraceRatio), options.TraceRatio, "a share from 0 to 1");
        Check(options.MetricsEvery is not { } every || (every >= TimeSpan.FromSeconds(1) && every <= TimeSpan.FromHours(1)), nameof(options.MetricsEvery),
            options.MetricsEvery, "a time from 00:00:01 to 01:00:00");
        return new TelemetryTarget(endpoint, IsGrpc(options, endpoint, variable));
    }

    /// <summary>Where one signal goes: <c>traces</c> or <c>metrics</c>.</summary>
    public Uri Of(string signal) => Grpc ? Endpoint : new Uri($"{Endpoint.AbsoluteUri.TrimEnd('/')}/v1/{signal}");

    private static bool IsGrpc(TelemetryOptions options, Uri endpoint, Func<string, string?> variable)
    {
        var (protocol, named) = Said(options.OtlpProtocol, nameof(options.OtlpProtocol), ProtocolVariable, variable);
        return protocol switch
        {
            null => endpoint.Port == GrpcPort,
            GrpcName => true,
            HttpName => false,
            _ => throw Wrong($"{named} is '{protocol}'; set it to {HttpName} or {GrpcName}."),
        };
    }

    private static (string? Value, string Name) Said(string? option, string name, string variableName, Func<string, string?> variable) =>
        string.IsNullOrWhiteSpace(option) ? (variable(variableName) is { Length: > 0 } said ? said : null, variableName)
            : (option, $"{TelemetryOptions.Section}:{name}");

    private static void Check(bool good, string option, object? value, string remedy)
    {
        if (!good)
        {
            throw Wrong($"{TelemetryOptions.Section}:{option} is {value}; set it to {remedy}.");
        }
    }

    private static OptionsValidationException Wrong(string message) => new(TelemetryOptions.Section, typeof(TelemetryOptions), [message]);
}

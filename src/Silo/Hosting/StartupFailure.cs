using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Silo.Hosting;

/// <summary>Messages, with the remedy, for foreseeable failures of the start. Unforeseen exceptions keep their stack.</summary>
internal static class StartupFailure
{
    public static string? Explain(Exception e, CommandLine.Run run) => e switch
    {
        OptionsValidationException invalid => string.Join(Environment.NewLine, invalid.Failures),
        AddressInUseException => "A port of this silo is in use by another program: choose others with Cluster:SiloPort and Cluster:GatewayPort, or "
            + "end that program.",
        IOException { InnerException: AddressInUseException } =>
            $"{run.Urls} is in use by another program; choose another address with --urls, or end that program.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } => $"{run.Urls} may not be listened on; choose a port above 1023 with --urls.",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } =>
            $"{run.Urls}, or in a cluster Cluster:AdvertisedAddress, is not an address of this machine; choose another one with --urls, or set the other.",
        InvalidDataException { InnerException: not null } =>
            $"{Path.Join(run.DataDirectory, "settings.json")} cannot be read: {Describe(e.GetBaseException())}",
        UnauthorizedAccessException => $"The data directory '{run.DataDirectory}' may not be written to: {e.Message} Give this user permission, or "
            + "choose another one with --data.",
        InvalidOperationException { Source: { } source } when source.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) =>
            $"{e.Message} Correct that setting, in settings.json of the data directory or in the environment.",
        _ => Known(e),
    };

    // The parser counts lines from 0.
    private static string Describe(Exception e) => e is JsonException { LineNumber: { } line }
        ? $"line {line + 1}: {e.Message.Split(" LineNumber:")[0]}"
        : e.Message;

    // Our own exceptions already say what is wrong and what to do; they are recognised by their assembly.
    private static string? Known(Exception e) =>
        e.GetType().Assembly.GetName().Name?.StartsWith("MediaPipeline", StringComparison.Ordinal) == true ? e.Message : null;
}

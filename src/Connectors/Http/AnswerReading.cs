using System.Buffers;
using System.Net.Mime;
using System.Text.Json;
using MediaPipeline.Grains.Providers;

namespace MediaPipeline.Connectors.Http;

/// <summary>Reads answers in JSON within their limits.</summary>
internal static class AnswerReading
{
    private const int BlockBytes = 64 * 1024;

    /// <summary>The answer; undefined, with the reason, where it is none.</summary>
    public static async Task<(JsonElement Body, string? Fault)> ReadAsync(HttpContent content, ProviderOptions limits, CancellationToken cancellationToken)
    {
        if (!IsJson(content))
        {
            return (default, $"an answer of type '{content.Headers.ContentType?.MediaType ?? "unknown"}' where JSON is wanted");
        }

        if (await ReadBytesAsync(content, limits.MaxAnswerBytes, cancellationToken) is not { } bytes)
        {
            return (default, $"an answer of more than {limits.MaxAnswerBytes} bytes, the limit in MaxAnswerBytes");
        }

        try
        {
            return (Parse(bytes, limits.MaxDepth), null);
        }
        catch (JsonException e)
        {
            return (default, $"an answer that is no JSON, or deeper than MaxDepth, {limits.MaxDepth}: {e.Message}");
        }
    }

    public static JsonElement Parse(ReadOnlyMemory<byte> json, int maxDepth)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = maxDepth });
        return document.RootElement.Clone();
    }

    private static bool IsJson(HttpContent content) => content.Headers.ContentType?.MediaType is { } type
        && (string.Equals(type, MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase));

    /// <summary>Null as soon as there are too many.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadBytesAsync(HttpContent content, int most, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > most)
        {
            return null;
        }

        await using var body = await content.ReadAsStreamAsync(cancellationToken);
        var bytes = new ArrayBufferWriter<byte>(BlockBytes);
        while (await body.ReadAsync(bytes.GetMemory(BlockBytes), cancellationToken) is > 0 and var count)
        {
            bytes.Advance(count);
            if (bytes.WrittenCount > most)
            {
                return null;
            }
        }

        return bytes.WrittenMemory;
    }
}

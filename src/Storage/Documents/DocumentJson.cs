using System.Text.Json;
using System.Text.Json.Serialization;
using MediaPipeline.Contracts;

namespace MediaPipeline.Storage.Documents;

/// <summary>
/// How documents are written: as on the wire, but times are Unix milliseconds, so that columns can be taken from them, and nulls are left out.
/// </summary>
internal static class DocumentJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    public static string Write<T>(T state) => JsonSerializer.Serialize(state, Options);

    /// <summary>Members that are not known are ignored. Throws <see cref="UnreadableStateException"/> that names the document.</summary>
    public static T Read<T>(ReadOnlySpan<byte> document, string table, string id, JsonSerializerOptions? options = null) =>
        (T)Read(typeof(T), document, table, id, options ?? Options);

    /// <inheritdoc cref="Read"/>
    public static object Read(Type type, ReadOnlySpan<byte> document, string table, string id, JsonSerializerOptions options)
    {
        try
        {
            return JsonSerializer.Deserialize(document, type, options) ?? throw new JsonException("The document is null.");
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            throw new UnreadableStateException(table, id, error);
        }
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(ContractJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
        options.Converters.Insert(0, new UnixMillisecondsConverter());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace MediaPipeline.Storage.Documents;

/// <summary>Documents as <see cref="DocumentJson"/> writes them, with what is registered for states that come in several shapes, as jobs do.</summary>
internal sealed class DocumentFormat
{
    private readonly JsonSerializerOptions _options;

    public DocumentFormat(IEnumerable<JsonConverter> converters)
    {
        _options = new JsonSerializerOptions(DocumentJson.Options);
        foreach (var converter in converters)
        {
            _options.Converters.Add(converter);
        }

        _options.MakeReadOnly(populateMissingResolver: true);
    }

    public string Write<T>(T state) => JsonSerializer.Serialize(state, _options);

    /// <inheritdoc cref="DocumentJson.Read"/>
    public object Read(Type type, ReadOnlySpan<byte> document, string table, string id) => DocumentJson.Read(type, document, table, id, _options);

    /// <inheritdoc cref="DocumentJson.Read"/>
    public T Read<T>(ReadOnlySpan<byte> document, string table, string id) => DocumentJson.Read<T>(document, table, id, _options);
}

using System.Globalization;
using System.Text.Json;
using MediaPipeline.Connectors.Files.Mapping;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Catalogue;

namespace MediaPipeline.Connectors.Files.Reading;

/// <summary>Turns a JSON object into a record.</summary>
internal sealed class JsonRecords(CatalogueInput input, RecordMapper mapper)
{
    /// <summary>How deep a record may be nested.</summary>
    public const int MaxDepth = 64;

    /// <exception cref="JsonException">It is no JSON.</exception>
    public CatalogueRecord Read(RawRecord raw, long number)
    {
        if (raw.IsTooLong)
        {
            return Invalid(raw, number, TooLong(input.MaxRecordBytes));
        }

        var bytes = raw.Joined;
        if (!RawRecord.IsText(bytes.Span))
        {
            return Invalid(raw, number, NotText);
        }

        using var document = Parse(bytes);
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? mapper.Map(RecordFields.Of(document.RootElement), number, Place(raw, number))
            : Invalid(raw, number, $"The record is {Kind(document.RootElement)}; write an object.");
    }

    /// <summary>What the parser says, without its own count of lines.</summary>
    public static string Reason(JsonException exception) => exception.Message.Split(" LineNumber:")[0].Split(" Path:")[0].TrimEnd('.');

    public static string NotText => "The record has bytes that are no text in UTF-8; save the file as UTF-8 or UTF-16.";

    public static string TooLong(long limit) =>
        $"The record is longer than {limit:N0} bytes; shorten it, or raise {CatalogueFileOptions.Section}:{nameof(CatalogueFileOptions.MaxRecordBytes)}.";

    public static CatalogueRecord Invalid(RawRecord raw, long number, string message) =>
        new(number, Place(raw, number), null, [new Fault(CatalogueCodes.InvalidRecord, message)]);

    public static string Place(RawRecord raw, long number) => string.Create(CultureInfo.InvariantCulture, $"record {number} (line {raw.Line})");

    /// <summary>Python writes NaN and Infinity as they are, which is no JSON: they are read as texts, and judged where they stand.</summary>
    public static JsonDocument Parse(ReadOnlyMemory<byte> bytes)
    {
        var options = new JsonDocumentOptions { MaxDepth = MaxDepth };
        try
        {
            return JsonDocument.Parse(bytes, options);
        }
        catch (JsonException) when (JsonNumberNames.Contains(bytes.Span))
        {
            return JsonDocument.Parse(JsonNumberNames.Quote(bytes.Span), options);
        }
    }

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        _ => element.GetRawText(),
    };
}

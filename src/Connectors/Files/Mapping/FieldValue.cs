using System.Text.Json;

namespace MediaPipeline.Connectors.Files.Mapping;

/// <summary>A value of a record. Null, empty texts and <c>\N</c>, which is null in files of databases, are no values.</summary>
/// <param name="Text">A text or a number, as it is written; null of anything else.</param>
/// <param name="Json">Of a list, an object, or true and false.</param>
internal readonly record struct FieldValue(FieldName Name, string? Text, JsonElement Json)
{
    private static readonly HashSet<string> Unknown = new(StringComparer.OrdinalIgnoreCase)
    {
        "n/a", "na", "null", "none", "unknown", "not available", "tba", "tbd", "?", "-",
    };

    public bool IsObject => Json.ValueKind == JsonValueKind.Object;

    public bool IsArray => Json.ValueKind == JsonValueKind.Array;

    /// <summary>It says that the value, a number or a date, is not known.</summary>
    public bool IsUnknown => Text is { } text && Unknown.Contains(text.Trim());

    public static FieldValue? Of(FieldName name, JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        JsonValueKind.String => JsonText.Read(json) is { } text ? Of(name, text) : new(name, null, json),
        JsonValueKind.Number => new(name, json.GetRawText(), json),
        _ => new(name, null, json),
    };

    public static FieldValue? Of(FieldName name, string text) =>
        string.IsNullOrWhiteSpace(text) || text is "\\N" ? null : new(name, text, default);

    /// <summary>A member of an object.</summary>
    public FieldValue? Member(string name) => IsObject && Json.TryGetProperty(name, out var member) ? Of(Name, member) : null;
}

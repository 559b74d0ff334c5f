using System.Text.Json;
using MediaPipeline.Connectors.Files.Reading;
using MediaPipeline.Grains.Ports;

namespace MediaPipeline.Connectors.Files.Mapping;

/// <summary>What is wrong with a record: each fault names a field, its value and the remedy.</summary>
internal sealed class FaultList
{
    private const int ShownLength = 60;
    private readonly List<Fault> _faults = [];

    public IReadOnlyList<Fault> Faults => _faults;

    public void Add(string message) => _faults.Add(new(CatalogueCodes.InvalidRecord, message));

    /// <param name="remedy">Follows the value: <c>write …</c>.</param>
    public void Add(FieldValue value, string remedy) => Add(value, Show(value), remedy);

    public void Add(FieldValue value, string shown, string remedy)
    {
        var message = $"{Shorten(value.Name.Written)} is {shown}; {remedy}.";
        if (!_faults.Exists(fault => string.Equals(fault.Message, message, StringComparison.Ordinal)))
        {
            Add(message);
        }
    }

    /// <summary>Part of a text, on one line.</summary>
    public static string Shorten(string text)
    {
        var line = PlainText.Fold(text.Length > 4 * ShownLength ? text[..(4 * ShownLength)] : text);
        return line.Length <= ShownLength ? line : $"{line[..(char.IsHighSurrogate(line[ShownLength - 1]) ? ShownLength - 1 : ShownLength)]}…";
    }

    private static string Show(FieldValue value) => value switch
    {
        { Text: { } text } => $"'{Shorten(text)}'",
        { Json.ValueKind: JsonValueKind.Array } => $"a list of {value.Json.GetArrayLength():N0}",
        { Json.ValueKind: JsonValueKind.Object } => "an object",
        { Json.ValueKind: JsonValueKind.String } => "a text with half of a character",
        _ => value.Json.GetRawText(),
    };
}

using System.Text.Json;

namespace MediaPipeline.Connectors.Files.Mapping;

/// <summary>The values of a record by what they stand for.</summary>
internal sealed class RecordFields
{
    private readonly List<(int Rank, FieldValue Value)>?[] _values = new List<(int, FieldValue)>?[Enum.GetValues<CatalogueField>().Length];

    public static RecordFields Of(JsonElement record)
    {
        var fields = new RecordFields();
        foreach (var member in record.EnumerateObject())
        {
            if (NameOf(member) is { Uses.Count: > 0 } name && FieldValue.Of(name, member.Value) is { } value)
            {
                fields.Add(value);
            }
        }

        return fields;
    }

    public static RecordFields Of(IReadOnlyList<FieldName> columns, IReadOnlyList<string> cells)
    {
        var fields = new RecordFields();
        for (var i = 0; i < cells.Count; i++)
        {
            if (columns[i].Uses.Count > 0 && FieldValue.Of(columns[i], cells[i]) is { } value)
            {
                fields.Add(value);
            }
        }

        return fields;
    }

    /// <summary>What there is for a field, by the rank of its names.</summary>
    public IEnumerable<FieldValue> this[CatalogueField field] => _values[(int)field]?.Select(value => value.Value) ?? [];

    public bool Has(CatalogueField field) => _values[(int)field] is not null;

    private static FieldName? NameOf(JsonProperty member)
    {
        try
        {
            return FieldName.Find(member.Name);
        }
        catch (InvalidOperationException)
        {
            // A name that is no text in Unicode is not known.
            return null;
        }
    }

    private void Add(FieldValue value)
    {
        foreach (var use in value.Name.Uses)
        {
            var values = _values[(int)use.Field] ??= [];
            var behind = values.FindIndex(other => other.Rank > use.Rank);
            values.Insert(behind < 0 ? values.Count : behind, (use.Rank, value));
        }
    }
}

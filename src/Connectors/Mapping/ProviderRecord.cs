using System.Globalization;
using System.Text.Json;
using MediaPipeline.Connectors.Files.Mapping;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Ports.Catalogue;

namespace MediaPipeline.Connectors.Mapping;

/// <summary>
/// Reads a record of a provider by the paths of its values, such as <c>main_picture.large</c>. What is missing, null or empty is no value; what cannot be read
/// is a fault of the record.
/// </summary>
internal sealed class ProviderRecord(JsonElement json)
{
    private const int MaxListItems = 1_000, MaxSynopsisLength = 100_000, MaxWordLength = 100, MostPoints = 10;
    private readonly FaultList _faults = new();

    public FieldValue? Find(string path)
    {
        var found = json;
        foreach (var name in path.Split('.'))
        {
            if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(name, out found))
            {
                return null;
            }
        }

        return FieldValue.Of(FieldName.Find(path), found);
    }

    /// <summary>The entries of a list.</summary>
    public IReadOnlyList<JsonElement> List(string path)
    {
        if (Find(path) is not { } list)
        {
            return [];
        }

        if (list.IsArray && list.Json.GetArrayLength() <= MaxListItems)
        {
            return [.. list.Json.EnumerateArray()];
        }

        _faults.Add(list, $"it should be a list of at most {MaxListItems:N0}");
        return [];
    }

    /// <summary>A title, or the name of something.</summary>
    public string? Name(string path) => TextReading.Read(Values([path]), _faults, TitleReading.MaxLength);

    /// <summary>A text of some paragraphs.</summary>
    public string? Prose(string path) => TextReading.Read(Values([path]), _faults, MaxSynopsisLength);

    /// <summary>One of the words that a provider uses for states and kinds, in lower case; null for those that say that it is not known.</summary>
    public string? Word(string path) => TextReading.Read(Values([path]).Where(value => !value.IsUnknown), _faults, MaxWordLength)?.ToLowerInvariant();

    public string? Status(string path) => MarkReading.ReadStatus(Values([path]), _faults);

    /// <summary>The names of all lists, each once.</summary>
    public IReadOnlyList<string> Names(params ReadOnlySpan<string> paths) => TextReading.ReadList(Values(paths), separators: "", _faults, MaxListItems);

    /// <summary>As precise as it is written.</summary>
    public string? Date(params ReadOnlySpan<string> paths) => DateReading.Read(Values(paths), _faults);

    public int? Year(string path) => DateReading.ReadYear(Values([path]), _faults);

    public int? Count(string path) => NumberReading.ReadEpisodes(Values([path]), _faults);

    public double? Minutes(params ReadOnlySpan<string> paths) => NumberReading.ReadMinutes(Values(paths), _faults);

    /// <summary>Zero or more.</summary>
    public double? Number(string path) => NumberReading.ReadPopularity(Values([path]), _faults);

    /// <summary>0 to 100, of a score from 1 to 10; 0 stands for not rated.</summary>
    public double? Score(params ReadOnlySpan<string> paths)
    {
        foreach (var value in Values(paths))
        {
            if (NumberReading.ReadPopularity([value], _faults) is { } points)
            {
                if (points <= MostPoints)
                {
                    return points == 0 ? null : Math.Round(points * 100 / MostPoints, 4);
                }

                _faults.Add(value, $"it should be from 0 to {MostPoints}");
            }
        }

        return null;
    }

    /// <summary>Yes or no; null where it is neither.</summary>
    public bool? Mark(string path) => Find(path) is { } value ? MarkReading.Mark(value) : null;

    public string? Cover(params ReadOnlySpan<string> paths) => CoverReading.Read(Values(paths), _faults);

    /// <summary>An id of a registry; null where there is none.</summary>
    public string? Id(string registry, string path)
    {
        if (Find(path) is not { } value || value.Text is "0")
        {
            return null;
        }

        if (value.Text is { } id && ExternalIdReading.IsId(registry, id))
        {
            return id;
        }

        _faults.Add(value, $"it should be an id of {registry}");
        return null;
    }

    /// <summary>Those that there are.</summary>
    public static IReadOnlyDictionary<string, string> Ids(params ReadOnlySpan<(string Registry, string? Id)> ids)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (registry, id) in ids)
        {
            if (id is not null)
            {
                known.TryAdd(registry, id);
            }
        }

        return known;
    }

    /// <param name="number">Of the record on its page.</param>
    /// <param name="facts">What was read of it; without an id of the source nothing can be done with it.</param>
    public CatalogueRecord ToRecord(long number, MediaFacts facts)
    {
        var isIdentified = facts.ExternalId.Length > 0;
        if (!isIdentified)
        {
            _faults.Add($"{facts.Source} gave no id of the title; it cannot be imported until it does.");
        }

        if (facts.Title is null)
        {
            _faults.Add($"title is missing; write one at {facts.Source}, or set it here.");
        }

        var place = isIdentified
            ? $"{facts.Source} {facts.Type} {facts.ExternalId}"
            : string.Create(CultureInfo.InvariantCulture, $"{facts.Source} {facts.Type}, entry {number} of a page");
        return new(number, place, isIdentified ? facts : null, _faults.Faults);
    }

    public static int? YearOf(string? date) => date is null ? null : int.Parse(date.AsSpan(0, 4), CultureInfo.InvariantCulture);

    private List<FieldValue> Values(ReadOnlySpan<string> paths)
    {
        var values = new List<FieldValue>();
        foreach (var path in paths)
        {
            if (Find(path) is { } value)
            {
                values.Add(value);
            }
        }

        return values;
    }
}

using System.Text.Json;
using System.Text.RegularExpressions;

namespace MediaPipeline.Connectors.Files.Mapping;

/// <summary>Reads titles by language, as AniList, Jikan, Kitsu and MyAnimeList write them.</summary>
internal sealed partial class TitleReading
{
    public const int MaxLength = 1_000;

    private readonly Dictionary<string, string> _titles = new(StringComparer.Ordinal);
    private readonly List<string> _synonyms = [];
    private readonly string _native;
    private readonly int _maxItems;
    private readonly FaultList _faults;
    private string? _preferred;

    private TitleReading(string native, int maxItems, FaultList faults) => (_native, _maxItems, _faults) = (native, maxItems, faults);

    public IReadOnlyDictionary<string, string> Titles => _titles;

    /// <summary>Those whose language is not known.</summary>
    public IReadOnlyList<string> Synonyms => _synonyms;

    /// <summary>What to show where no single title is given: what the source prefers, else romanised, English, or any.</summary>
    public string? Shown => _preferred ?? _titles.GetValueOrDefault("ja-Latn") ?? _titles.GetValueOrDefault("en") ?? _titles.Values.FirstOrDefault();

    public static TitleReading Read(RecordFields fields, int maxItems, FaultList faults)
    {
        var country = fields[CatalogueField.Country].Select(value => value.Text).FirstOrDefault();
        var reading = new TitleReading(NativeLanguage(country), maxItems, faults);
        foreach (var value in fields[CatalogueField.Titles])
        {
            reading.Add(value);
        }

        return reading;
    }

    private static string NativeLanguage(string? country) => country switch
    {
        null or "JP" => "ja",
        "KR" => "ko",
        "CN" or "TW" => "zh",
        _ => "und",
    };

    private void Add(FieldValue value)
    {
        switch (value)
        {
            case { IsObject: true }:
                AddByLanguage(value);
                break;
            case { IsArray: true } when value.Name.Key is not "title":
                AddByType(value);
                break;
            case { Name.Key: "title" }:
                // A text is the title to show, and a list is found to be a fault where that is read.
                break;
            default:
                AddText(value.Name.Key.Replace("title", "", StringComparison.Ordinal).Replace("name", "", StringComparison.Ordinal), value);
                break;
        }
    }

    private void AddByLanguage(FieldValue value)
    {
        foreach (var member in value.Json.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Array)
            {
                _synonyms.AddRange(TextReading.ReadList([new(value.Name, null, member.Value)], "", _faults, _maxItems));
            }
            else if (FieldValue.Of(value.Name, member.Value) is { } title)
            {
                AddText(member.Name, title);
            }
        }
    }

    /// <summary>Jikan: <c>[{"type":"Japanese","title":"…"}]</c>.</summary>
    private void AddByType(FieldValue value)
    {
        foreach (var entry in value.Json.EnumerateArray())
        {
            var isTyped = entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("type", out _) && entry.TryGetProperty("title", out _);
            if (isTyped && FieldValue.Of(value.Name, entry.GetProperty("title")) is { } title)
            {
                AddText(TextReading.NameOf(entry.GetProperty("type")) ?? "", title);
            }
            else if (!isTyped && FieldValue.Of(value.Name, entry) is { } other)
            {
                AddText("", other);
            }
        }
    }

    private void AddText(string language, FieldValue value)
    {
        if (TextReading.Read([value], _faults, MaxLength) is not { } title)
        {
            return;
        }

        if (_titles.Count + _synonyms.Count >= _maxItems)
        {
            _faults.Add(value, "a list of more titles", TextReading.FewerItems(_maxItems));
            return;
        }

        switch (LanguageOf(language.Trim()))
        {
            case "preferred":
                _preferred = title;
                break;
            case { } tag:
                _titles.TryAdd(tag, title);
                break;
            default:
                _synonyms.Add(title);
                break;
        }
    }

    /// <summary>Null where it is none.</summary>
    private string? LanguageOf(string written) => written.ToLowerInvariant() switch
    {
        "userpreferred" => "preferred",
        "romaji" or "default" or "en_jp" or "x-jat" or "ja_ro" => "ja-Latn",
        "en_kr" => "ko-Latn",
        "en_cn" => "zh-Latn",
        "english" => "en",
        "japanese" => "ja",
        "native" => _native,
        _ => LanguageTag().IsMatch(written) ? written.Replace('_', '-') : null,
    };

    [GeneratedRegex("^[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LanguageTag();
}

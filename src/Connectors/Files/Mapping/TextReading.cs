using System.Text.Json;

namespace MediaPipeline.Connectors.Files.Mapping;

/// <summary>Reads texts and lists of names.</summary>
internal static class TextReading
{
    private const int MaxNameLength = 500;

    /// <summary>The first text that there is for a field.</summary>
    public static string? Read(IEnumerable<FieldValue> values, FaultList faults, int maxLength)
    {
        foreach (var value in values)
        {
            if (value.Text is null)
            {
                faults.Add(value, "write text");
            }
            else if (PlainText.Of(value.Text) is { Length: > 0 } text)
            {
                if (text.Length <= maxLength)
                {
                    return text;
                }

                faults.Add(value, $"{text.Length:N0} characters long ('{FaultList.Shorten(text)}')", $"shorten it to {maxLength:N0}");
            }
        }

        return null;
    }

    /// <summary>All names that there are for a field, each once. A text is split where it has one of the separators, the first that it has.</summary>
    public static IReadOnlyList<string> ReadList(IEnumerable<FieldValue> values, string separators, FaultList faults, int maxItems)
    {
        var names = new List<string>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var value in values.Where(value => !value.IsUnknown))
        {
            var read = Items(value, separators);
            if (read.Count > maxItems)
            {
                faults.Add(value, $"a list of {read.Count:N0}", FewerItems(maxItems));
                continue;
            }

            names.AddRange(read.Select(item => ReadName(value, item, faults)).OfType<string>().Where(seen.Add));
        }

        return names;
    }

    /// <param name="written">A name in a list; null if it is no text.</param>
    /// <returns>Null if it cannot be read, or is empty.</returns>
    public static string? ReadName(FieldValue list, string? written, FaultList faults)
    {
        var name = written is null ? null : PlainText.Of(written);
        if (name?.Length <= MaxNameLength)
        {
            return name.Length > 0 ? name : null;
        }

        faults.Add(
            list, name is null ? "a list with something that is no name" : $"a list with '{FaultList.Shorten(name)}'",
            $"write names of at most {MaxNameLength} characters");
        return null;
    }

    public static string FewerItems(int maxItems) =>
        $"write at most {maxItems:N0}, or raise {CatalogueFileOptions.Section}:{nameof(CatalogueFileOptions.MaxListItems)}";

    /// <summary>What an entry of a list is called: a text, or the name of an object as AniList, IMDb, Jikan, Plex and TMDB write it; null if it has none.</summary>
    public static string? NameOf(JsonElement entry) => entry.ValueKind switch
    {
        JsonValueKind.String => JsonText.Read(entry),
        JsonValueKind.Number => entry.GetRawText(),
        JsonValueKind.Object => Inner(entry, "name", "full", "tag", "title", "displayName", "node", "character") is { } inner ? NameOf(inner) : null,
        _ => null,
    };

    /// <summary>The first member of the names given that has a value.</summary>
    public static JsonElement? Inner(JsonElement entry, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (entry.TryGetProperty(name, out var inner) && inner.ValueKind is not JsonValueKind.Null)
            {
                return inner;
            }
        }

        return null;
    }

    /// <summary>The entries of a list, also of one in an object of its own: <c>{"nodes":[…]}</c>; null if it is none.</summary>
    public static IReadOnlyList<JsonElement>? Entries(JsonElement list) => list.ValueKind switch
    {
        JsonValueKind.Array => [.. list.EnumerateArray().Where(entry => entry.ValueKind != JsonValueKind.Null)],
        JsonValueKind.Object when list.EnumerateObject().Select(member => member.Value).Where(value => value.ValueKind == JsonValueKind.Array).ToArray()
            is [var only] => Entries(only),
        _ => null,
    };

    private static IReadOnlyList<string?> Items(FieldValue value, string separators)
    {
        if (value.Text is null)
        {
            return Entries(value.Json) is { } entries ? [.. entries.Select(NameOf)] : [null];
        }

        return value.Text.TrimStart().StartsWith('[') && ListInText(value.Text) is { } list ? list : Split(value.Text, separators);
    }

    private static string[] Split(string text, string separators)
    {
        var separator = separators.FirstOrDefault(text.Contains);
        return separator == default ? [text] : text.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>A list within a cell of CSV: as JSON, or as Python writes one, with single quotes.</summary>
    private static List<string?>? ListInText(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return Entries(document.RootElement)?.Select(NameOf).ToList();
        }
        catch (JsonException)
        {
            var inner = text.Trim();
            return inner.EndsWith(']')
                ? [.. inner[1..^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(InQuotes)]
                : null;
        }
    }

    private static string? InQuotes(string item) => item.Contains('{', StringComparison.Ordinal) ? null : item.Trim('\'', '"');
}

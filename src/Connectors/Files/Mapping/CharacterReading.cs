using System.Text.Json;
using MediaPipeline.Contracts.Media;

namespace MediaPipeline.Connectors.Files.Mapping;

/// <summary>Reads characters: names, or objects with a name and a role as AniList and Jikan write them.</summary>
internal static class CharacterReading
{
    private const int MaxDescriptionLength = 10_000;

    public static IReadOnlyList<MediaCharacter> Read(IEnumerable<FieldValue> values, FaultList faults, int maxItems)
    {
        var characters = new List<MediaCharacter>();
        foreach (var value in values)
        {
            if (value.Text is not null)
            {
                characters.AddRange(TextReading.ReadList([value], "|;,", faults, maxItems).Select(name => new MediaCharacter(name)));
            }
            else if (TextReading.Entries(value.Json) is { } entries && entries.Count <= maxItems)
            {
                characters.AddRange(entries.Select(entry => Read(value, entry, faults)).OfType<MediaCharacter>());
            }
            else
            {
                faults.Add(value, $"write a list of at most {maxItems:N0} names");
            }
        }

        return characters;
    }

    private static MediaCharacter? Read(FieldValue list, JsonElement entry, FaultList faults)
    {
        var name = TextReading.ReadName(list, TextReading.NameOf(entry), faults);
        return name is null ? null : new(name, Text(list.Name, entry, "role", faults)?.ToLowerInvariant(), Text(list.Name, entry, "description", faults));
    }

    private static string? Text(FieldName field, JsonElement entry, string name, FaultList faults)
    {
        var inner = entry.ValueKind == JsonValueKind.Object ? TextReading.Inner(entry, name, "node", "character") : null;
        return inner is { ValueKind: JsonValueKind.Object } node ? Text(field, node, name, faults)
            : inner is { } text && FieldValue.Of(field, text) is { } value ? TextReading.Read([value], faults, MaxDescriptionLength) : null;
    }
}

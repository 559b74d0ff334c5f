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
                characters.AddRange(entries.Select(Read).OfType<MediaCharacter>());
            }
            else
            {
                faults.Add(value, $"write a list of at most {maxItems:N0} names");
            }
        }

        return characters;
    }

    private static MediaCharacter? Read(JsonElement entry)
    {
        var name = PlainText.Of(TextReading.NameOf(entry) ?? "");
        return name.Length == 0 ? null : new(name, Text(entry, "role")?.ToLowerInvariant(), Text(entry, "description"));
    }

    private static string? Text(JsonElement entry, string name)
    {
        var inner = entry.ValueKind == JsonValueKind.Object ? TextReading.Inner(entry, name, "node", "character") : null;
        return inner switch
        {
            { ValueKind: JsonValueKind.String } text =>
                PlainText.Of(JsonText.Read(text) ?? "") is { Length: > 0 and <= MaxDescriptionLength } plain ? plain : null,
            { ValueKind: JsonValueKind.Object } node => Text(node, name),
            _ => null,
        };
    }
}

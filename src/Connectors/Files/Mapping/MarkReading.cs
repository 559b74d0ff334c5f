using System.Text.Json;

namespace MediaPipeline.Connectors.Files.Mapping;

/// <summary>Reads the state of a title, and whether it is for adults only. Words that are not known are no faults.</summary>
internal static class MarkReading
{
    public static string? ReadStatus(IEnumerable<FieldValue> values, FaultList faults)
    {
        var written = TextReading.Read(values.Where(value => !value.IsUnknown), faults, maxLength: 100);
        return written is null ? null : FieldName.Fold(written) switch
        {
            "finished" or "finishedairing" or "finishedpublishing" or "ended" or "completed" or "complete" or "released" => "finished",
            "ongoing" or "currentlyairing" or "currentlypublishing" or "releasing" or "publishing" or "airing" or "current" or "continuing" or "returningseries"
                => "ongoing",
            "upcoming" or "notyetaired" or "notyetpublished" or "notyetreleased" or "unreleased" or "planned" or "inproduction" or "postproduction"
                => "upcoming",
            "hiatus" or "onhiatus" => "hiatus",
            "cancelled" or "canceled" or "discontinued" => "cancelled",
            _ => written.ToLowerInvariant(),
        };
    }

    public static bool? ReadAdult(RecordFields fields, FaultList faults)
    {
        foreach (var value in fields[CatalogueField.Adult])
        {
            if (value.IsObject || value.IsArray)
            {
                faults.Add(value, "write true or false");
            }
            else if (Mark(value) is { } mark)
            {
                return mark;
            }
        }

        return fields[CatalogueField.AgeRating].Any(value => IsForAdults(value.Text)) ? true : null;
    }

    /// <summary>Whether an age rating is one for adults: Kitsu's R18, MyAnimeList's rx, Jikan's "Rx - Hentai", AniDB's and others' X.</summary>
    public static bool IsForAdults(string? ageRating) => FieldName.Fold(ageRating ?? "") is "r18" or "rx" or "rxhentai" or "nc17" or "x" or "xxx";

    public static bool? Mark(FieldValue value) => value switch
    {
        { Json.ValueKind: JsonValueKind.True } => true,
        { Json.ValueKind: JsonValueKind.False } => false,

        // MyAnimeList's nsfw is white, gray (may not be for all) or black.
        { Text: { } text } => text.Trim().ToLowerInvariant() switch
        {
            "true" or "1" or "1.0" or "yes" or "y" or "black" => true,
            "false" or "0" or "0.0" or "no" or "n" or "white" => false,
            _ => null,
        },
        _ => null,
    };
}

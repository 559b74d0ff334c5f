namespace MediaPipeline.Connectors.Files.Mapping;

/// <summary>Reads what kind of title a record is.</summary>
internal static class MediaTypeReading
{
    private static readonly HashSet<string> AnimeFormats = ["tv", "tvshort", "tvspecial", "movie", "ova", "ona", "special", "music", "pv", "cm"],
        MangaFormats = ["manga", "novel", "lightnovel", "oneshot", "manhwa", "manhua", "doujinshi", "oel"],
        Movies = ["movie", "movies", "film", "featurefilm", "tvmovie"], Shows = ["tv", "tvseries", "series", "show", "tvshow", "tvminiseries", "miniseries"];

    /// <param name="otherwise">Of a record that names none of its own.</param>
    public static string? Read(RecordFields fields, string? otherwise, FaultList faults)
    {
        var faultless = new FaultList();
        var hint = Hint(fields) ?? otherwise;
        var written = fields[CatalogueField.Type].Where(value => !value.IsUnknown)
            .Select(value => TextReading.Read([value], value.Name.Key is "format" ? faultless : faults, maxLength: 100)).OfType<string>().ToList();
        return written is [var first, ..] ? Common(first, hint) : hint;
    }

    /// <summary>Whether the film or the series of a title is meant, which tells what an id of TMDB belongs to.</summary>
    public static string? Medium(RecordFields fields, string? type) => fields[CatalogueField.Type].Select(value => FieldName.Fold(value.Text ?? ""))
        .Select(format => Movies.Contains(format) ? "movie" : Shows.Contains(format) ? "tv" : null).FirstOrDefault(medium => medium is not null) ?? type;

    /// <summary>Where a record comes from tells that TV or MOVIE is the format of an anime, not its type.</summary>
    private static string? Hint(RecordFields fields)
    {
        var links = ExternalIdReading.Links(fields).ToList();
        var isManga = links.Exists(link => link.Contains("/manga/", StringComparison.Ordinal));
        var isAnime = links.Exists(link => link.Contains("/anime/", StringComparison.Ordinal) || link.Contains("anidb.net/", StringComparison.Ordinal));
        return isAnime ? "anime" : isManga ? "manga" : null;
    }

    private static string Common(string written, string? hint)
    {
        var type = FieldName.Fold(written);
        return type switch
        {
            "anime" or "manga" => type,
            _ when hint is "anime" && AnimeFormats.Contains(type) => hint,
            _ when hint is "manga" && MangaFormats.Contains(type) => hint,
            "ova" or "ona" or "tvshort" => "anime",
            "manhwa" or "manhua" or "doujinshi" or "oneshot" => "manga",
            _ when Movies.Contains(type) => "movie",
            _ when Shows.Contains(type) => "tv",
            _ => written.ToLowerInvariant(),
        };
    }
}

using MediaPipeline.Contracts.Media;

namespace MediaPipeline.Grains.Media.Identity;

/// <summary>
/// By which ids records are one title. An id belongs to one title at a time. Never the title's name alone.
/// </summary>
internal static class MediaClaims
{
    /// <summary>Each entry of these is one series, season or film.</summary>
    private static readonly string[] OfAnimation = ["anilist", "mal", "kitsu", "anidb"];

    /// <summary>For these, all seasons of a series are one entry, so that they identify no anime and no manga.</summary>
    private static readonly string[] OfFilms = ["imdb", "tmdb:movie", "tmdb:tv", "tvdb", "plex"];

    /// <summary>The ids by which those facts are known to be of one title, the most telling first.</summary>
    public static IEnumerable<string> Of(MediaFacts facts) =>
        IsOfAnimation(facts.Type) ? Of(facts, OfAnimation) : Of(facts, OfAnimation).Concat(Of(facts, OfFilms));

    private static IEnumerable<string> Of(MediaFacts facts, IEnumerable<string> registries) =>
        from registry in registries
        let id = facts.ExternalIds.GetValueOrDefault(registry)
        where !string.IsNullOrEmpty(id)
        select $"{Scope(registry, facts.Type)}:{id}";

    // Anime and manga are counted apart there, and so are films and series.
    private static string Scope(string registry, string type) => registry switch
    {
        "mal" or "kitsu" => $"{registry}:{(type is MediaTypes.Manga ? MediaTypes.Manga : MediaTypes.Anime)}",
        "tvdb" => $"{registry}:{type}",
        _ => registry,
    };

    private static bool IsOfAnimation(string type) => type is MediaTypes.Anime or MediaTypes.Manga;
}

namespace MediaPipeline.Connectors.MyAnimeList;

/// <summary>How MyAnimeList is asked: section <c>Providers:myanimelist</c> of the configuration.</summary>
public sealed class MyAnimeListOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Providers:myanimelist";

    /// <summary>
    /// Client id of an application registered at https://myanimelist.net/apiconfig, sent as <c>X-MAL-CLIENT-ID</c>. Default none: then titles are read from
    /// Jikan.
    /// </summary>
    public string? Key { get; set; }
}

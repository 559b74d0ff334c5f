namespace MediaPipeline.Connectors.Plex;

/// <summary>How a Plex server is asked: section <c>Providers:plex</c> of the configuration.</summary>
public sealed class PlexOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Providers:plex";

    /// <summary>
    /// Key of a user of the server, sent as <c>X-Plex-Key</c>: https://support.plex.tv/articles/204059436. Default none: then Plex is not asked.
    /// </summary>
    public string? Key { get; set; }
}

namespace MediaPipeline.Connectors.Tmdb;

/// <summary>How TMDB is asked: section <c>Providers:tmdb</c> of the configuration.</summary>
public sealed class TmdbOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Providers:tmdb";

    /// <summary>
    /// The API Read Access Token of https://www.themoviedb.org/settings/api. It is sent as a header; the shorter API key would be part of addresses. Default
    /// none: then TMDB is not asked.
    /// </summary>
    public string? Key { get; set; }

    /// <summary>How long what TMDB says of a title is used again. Default 7 days; 0 to 180 days.</summary>
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromDays(7);
}

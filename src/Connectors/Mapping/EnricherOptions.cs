namespace MediaPipeline.Connectors.Mapping;

/// <summary>How an enricher is asked, beside what is common to all providers: section <c>Providers:{name}</c> of the configuration.</summary>
public sealed class EnricherOptions
{
    /// <summary>Whether it is asked. Default yes; no for <c>imdb</c>.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How long what it says of a title is used again; 0: not at all. Default 7 days; 0 to 180 days, the most that TMDB permits.</summary>
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromDays(7);
}

namespace MediaPipeline.Connectors.Imdb;

/// <summary>How imdbapi.dev is asked: section <c>Providers:imdb</c> of the configuration.</summary>
public sealed class ImdbOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Providers:imdb";

    /// <summary>Whether it is asked. Default no: it is a free service of volunteers, not of IMDb.</summary>
    public bool Enabled { get; set; }

    /// <summary>How long what it says of a title is used again. Default 7 days; 0 to 180 days.</summary>
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromDays(7);
}

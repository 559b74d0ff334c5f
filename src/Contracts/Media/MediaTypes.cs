namespace MediaPipeline.Contracts.Media;

/// <summary>Types of titles that have rules of their own. There are others: whatever a source calls it.</summary>
public static class MediaTypes
{
    /// <summary>A series or film of Japanese animation.</summary>
    public const string Anime = "anime";

    /// <summary>A Japanese comic or novel.</summary>
    public const string Manga = "manga";

    /// <summary>Of titles whose source names none.</summary>
    public const string Unknown = "unknown";
}

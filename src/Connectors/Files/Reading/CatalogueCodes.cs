namespace MediaPipeline.Connectors.Files.Reading;

/// <summary>Codes of a file, and of a record, that cannot be read.</summary>
internal static class CatalogueCodes
{
    public const string SourceUnavailable = "sourceUnavailable";
    public const string NotACatalogue = "notACatalogue";
    public const string BrokenCatalogue = "brokenCatalogue";
    public const string CatalogueBomb = "catalogueBomb";
    public const string InvalidRecord = "invalidRecord";
}

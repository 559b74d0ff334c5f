namespace MediaPipeline.Connectors.Files.Mapping;

/// <summary>What a name in a catalogue file stands for.</summary>
internal enum CatalogueField
{
    Id,
    Type,
    Title,
    Titles,
    Synonyms,
    Synopsis,
    Genres,
    Tags,
    Year,
    Season,
    Start,
    End,
    Period,
    Episodes,
    Length,
    Status,
    Score,
    Popularity,
    Adult,
    AgeRating,
    Cover,
    Cast,
    Characters,
    ExternalIds,
    ExternalId,
    Links,
    Country,
    Export,
}

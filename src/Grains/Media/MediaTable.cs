using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Media;

/// <summary>Where media titles are stored.</summary>
public static class MediaTable
{
    /// <summary>Column of what a record is compared by.</summary>
    public const string Signature = "signature";

    /// <summary>Column of the title that one has become a part of: then it is in no list.</summary>
    public const string MergedInto = "merged_into";
    public const string Title = "title", Type = "type", Year = "year";

    public static ItemTable Instance { get; } = new(MediaStages.Kind, StateNames.Media, typeof(MediaRecord), MediaRecord.CurrentSchema, Blank)
    {
        Columns =
        [
            new(Type, "facts.type"), new(Title, "facts.title"), new(Year, "facts.year", IsInteger: true), new(Signature, "signature"),
            new(MergedInto, "mergedInto"),
        ],
    };

    private static MediaRecord Blank(string id, Func<string, string?> column) => new()
    {
        Id = MediaId.FromValidated(id),
        Facts = new MediaFacts { Type = column(Type) ?? "", Title = column(Title) },
        Place = id,
    };
}

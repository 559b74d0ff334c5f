using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Images;

/// <summary>
/// Where pictures are stored. Their table is created by the schema files; the columns here are used to show a picture whose document cannot be read.
/// </summary>
public static class ImageTable
{
    private const string Path = "path", Entry = "entry";

    public static ItemTable Instance { get; } = new(ImageStages.Kind, StateNames.Images, typeof(ImageRecord), ImageRecord.CurrentSchema, Blank)
    {
        VerificationColumn = "verification",
        Columns = [new(ItemTable.CollectionColumn, "collectionId"), new(Path, "path"), new(Entry, "entry")],
    };

    private static ImageRecord Blank(string id, Func<string, string?> column) => new()
    {
        Id = ImageId.FromValidated(id),
        CollectionId = column(ItemTable.CollectionColumn) is { } collection ? CollectionId.FromValidated(collection) : default,
        Path = column(Path) ?? id,
        Entry = column(Entry),
        SourceModifiedAt = DateTimeOffset.UnixEpoch,
    };
}

using System.Text.Json.Serialization;

namespace MediaPipeline.Contracts.Ids;

/// <summary>A picture: derived from its collection, its path and its entry in an archive.</summary>
[GenerateSerializer, Immutable, Alias("ImageId")]
[JsonConverter(typeof(EntityIdJsonConverter<ImageId>))]
public readonly record struct ImageId([property: Id(0)] string Value) : IEntityId<ImageId>
{
    /// <inheritdoc/>
    public static string Prefix => "img_";

    /// <inheritdoc/>
    public static ImageId FromValidated(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>
    /// The id of the picture at that path. Pictures imported by an earlier version keep the id that it gave them: a scan finds them by their sort key.
    /// </summary>
    public static ImageId Of(CollectionId collection, string path, string? entry) => entry is null
        ? EntityId.DeriveIn<ImageId>([collection.Value, FolderOf(path)], [collection.Value, path, ""])
        : EntityId.DeriveIn<ImageId>([collection.Value, path, FolderOf(entry)], [collection.Value, path, entry]);

    private static string FolderOf(string path) => path[..Math.Max(0, path.LastIndexOf('/'))];
}

using System.Text.Json.Serialization;

namespace MediaPipeline.Contracts.Ids;

/// <summary>A folder or an archive of pictures: derived from its canonical path.</summary>
[GenerateSerializer, Immutable, Alias("CollectionId")]
[JsonConverter(typeof(EntityIdJsonConverter<CollectionId>))]
public readonly record struct CollectionId([property: Id(0)] string Value) : IEntityId<CollectionId>
{
    /// <inheritdoc/>
    public static string Prefix => "col_";

    /// <inheritdoc/>
    public static CollectionId FromValidated(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>The id of the collection at that canonical path.</summary>
    public static CollectionId Of(string canonicalPath) => EntityId.Derive<CollectionId>(canonicalPath);
}

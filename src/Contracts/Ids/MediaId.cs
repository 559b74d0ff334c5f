using System.Text.Json.Serialization;

namespace MediaPipeline.Contracts.Ids;

/// <summary>A media title: derived from the source and the external id of the record that it was first seen in.</summary>
[GenerateSerializer, Immutable, Alias("MediaId")]
[JsonConverter(typeof(EntityIdJsonConverter<MediaId>))]
public readonly record struct MediaId([property: Id(0)] string Value) : IEntityId<MediaId>
{
    /// <inheritdoc/>
    public static string Prefix => "med_";

    /// <inheritdoc/>
    public static MediaId FromValidated(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>The id of the title first seen as that record.</summary>
    public static MediaId Of(string source, string type, string externalId) => EntityId.Derive<MediaId>(source, type, externalId);
}

using System.Text.Json.Serialization;

namespace MediaPipeline.Contracts.Ids;

/// <summary>A picture that is fetched from an address: derived from that address.</summary>
[GenerateSerializer, Immutable, Alias("AssetId")]
[JsonConverter(typeof(EntityIdJsonConverter<AssetId>))]
public readonly record struct AssetId([property: Id(0)] string Value) : IEntityId<AssetId>
{
    /// <inheritdoc/>
    public static string Prefix => "ast_";

    /// <inheritdoc/>
    public static AssetId FromValidated(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>The id of the picture at that address.</summary>
    public static AssetId Of(string url) => EntityId.Derive<AssetId>(url);
}

using System.Text.Json.Serialization;

namespace MediaPipeline.Contracts.Ids;

/// <summary>A folder that holds renditions: derived from its canonical path.</summary>
[GenerateSerializer, Immutable, Alias("CacheFolderId")]
[JsonConverter(typeof(EntityIdJsonConverter<CacheFolderId>))]
public readonly record struct CacheFolderId([property: Id(0)] string Value) : IEntityId<CacheFolderId>
{
    /// <inheritdoc/>
    public static string Prefix => "fld_";

    /// <inheritdoc/>
    public static CacheFolderId FromValidated(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>The id of the cache folder at that canonical path.</summary>
    public static CacheFolderId Of(string canonicalPath) => EntityId.Derive<CacheFolderId>(canonicalPath);
}

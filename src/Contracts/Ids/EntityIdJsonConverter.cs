using System.Text.Json;
using System.Text.Json.Serialization;

namespace MediaPipeline.Contracts.Ids;

/// <summary>An id in JSON is its text.</summary>
public sealed class EntityIdJsonConverter<TId> : JsonConverter<TId>
    where TId : struct, IEntityId<TId>
{
    /// <inheritdoc/>
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        EntityId.TryParse<TId>(reader.GetString(), out var id) ? id : throw new JsonException($"Expected an id that starts with '{TId.Prefix}'.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

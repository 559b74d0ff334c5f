using System.Text.Json;
using System.Text.Json.Serialization;

namespace MediaPipeline.Grains.Jobs;

/// <summary>Reads each job as the record of its kind, by its member <c>type</c>, which may be anywhere in the document: PostgreSQL sorts members.</summary>
internal sealed class JobRecordConverter(JobKinds kinds) : JsonConverter<JobRecord>
{
    private const string Discriminator = "type";

    public override JobRecord Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var type = document.RootElement.TryGetProperty(Discriminator, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
        var kind = kinds.Find(type) ?? throw new JsonException(
            $"This server knows no jobs of type '{type}', only {string.Join(", ", kinds.All.Select(k => k.Type))}; "
            + "start the version that wrote it, and let the job end there.");
        return (JobRecord)document.Deserialize(kind.RecordType, options)!;
    }

    public override void Write(Utf8JsonWriter writer, JobRecord value, JsonSerializerOptions options)
    {
        var kind = kinds.Find(value.Type) ?? throw new InvalidOperationException($"Job {value.Id} is of type '{value.Type}', which no kind of job has.");
        JsonSerializer.Serialize(writer, value, kind.RecordType, options);
    }
}

using System.Text.Json.Serialization;

namespace MediaPipeline.Contracts.Ids;

/// <summary>A job; ids sort by the time of their creation.</summary>
[GenerateSerializer, Immutable, Alias("JobId")]
[JsonConverter(typeof(EntityIdJsonConverter<JobId>))]
public readonly record struct JobId([property: Id(0)] string Value) : IEntityId<JobId>
{
    /// <inheritdoc/>
    public static string Prefix => "job_";

    /// <inheritdoc/>
    public static JobId FromValidated(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>A new id, made at that time.</summary>
    public static JobId Create(DateTimeOffset now) => new(Prefix + Guid.CreateVersion7(now).ToString("N"));
}

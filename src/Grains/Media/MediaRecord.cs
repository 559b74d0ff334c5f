using System.Text.Json.Serialization;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Ports;

namespace MediaPipeline.Grains.Media;

/// <summary>A media title as it is stored. Never returned to callers: they get a <see cref="MediaView"/>.</summary>
[GenerateSerializer, Immutable, Alias("MediaRecord")]
public sealed record MediaRecord : ItemRecord
{
    /// <summary>Version of this shape, raised when it changes.</summary>
    public const int CurrentSchema = 1;

    public MediaRecord() => Stage = MediaStages.Raw;

    [JsonIgnore] public override string ItemId => Id.Value;
    [JsonIgnore] public override string Name => Facts.Title ?? Place;

    [Id(0)] public MediaId Id { get; init; }

    /// <summary>What its source says.</summary>
    [Id(1)] public MediaFacts Facts { get; init; } = new();

    /// <summary>What of the record could not be read.</summary>
    [Id(2)] public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>Where it was read, for messages.</summary>
    [Id(3)] public string Place { get; init; } = "";

    /// <summary>Of facts and faults: a record with the same signature changes nothing.</summary>
    [Id(4)] public string Signature { get; init; } = "";

    /// <summary>When the facts were read.</summary>
    [Id(5)] public DateTimeOffset ImportedAt { get; init; }
}

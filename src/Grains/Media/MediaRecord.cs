using System.Text.Json.Serialization;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Media.Embed;
using MediaPipeline.Grains.Media.Identity;
using MediaPipeline.Grains.Media.Split;

namespace MediaPipeline.Grains.Media;

/// <summary>A media title as it is stored. Never returned to callers: they get a <see cref="MediaView"/>.</summary>
[GenerateSerializer, Immutable, Alias("MediaRecord")]
public sealed record MediaRecord : ItemRecord
{
    /// <summary>Version of this shape, raised when it changes. 2: facts by source.</summary>
    public const int CurrentSchema = 2;

    public MediaRecord() => Stage = MediaStages.Raw;

    [JsonIgnore] public override string ItemId => Id.Value;
    [JsonIgnore] public override string Name => Facts.Title ?? Place;

    [Id(0)] public MediaId Id { get; init; }

    /// <summary>What is shown: derived from <see cref="Sources"/> and <see cref="Edits"/>.</summary>
    [Id(1)] public MediaFacts Facts { get; init; } = new();

    /// <summary>Where it was first read, for messages.</summary>
    [Id(3)] public string Place { get; init; } = "";

    /// <summary>Those of all sources, separated by spaces: a record with one of them changes nothing.</summary>
    [Id(4)] public string Signature { get; init; } = "";

    /// <summary>When facts were last read.</summary>
    [Id(5)] public DateTimeOffset ImportedAt { get; init; }

    /// <summary>What each source says, the one that it was first seen in first; none in a record of schema 1 until it is imported again.</summary>
    [Id(6)] public IReadOnlyList<SourceFacts> Sources { get; init; } = [];

    /// <summary>The values of <see cref="Locked"/>.</summary>
    [Id(7)] public MediaFacts? Edits { get; init; }

    /// <summary>Fields that a person has set; no import changes them.</summary>
    [Id(8)] public IReadOnlyList<string> Locked { get; init; } = [];

    /// <summary>The title that it becomes, or has become, a part of.</summary>
    [Id(9)] public MediaId? MergedInto { get; init; }

    /// <summary>Titles about which a person is asked whether they are the same one.</summary>
    [Id(10)] public IReadOnlyList<ContestedTitle> Contested { get; init; } = [];

    /// <summary>Titles that are others whatever their ids say: a person has said so.</summary>
    [Id(11)] public IReadOnlyList<MediaId> KeptApart { get; init; } = [];

    /// <summary>Goes up with every change of what its sources say or a person has set.</summary>
    [Id(12)] public int Revision { get; init; }

    /// <summary>Sources that are being made a title of their own.</summary>
    [Id(13)] public SourceSplit? Splitting { get; init; }

    /// <summary>Enrichers that are still to be asked.</summary>
    [Id(14)] public IReadOnlyList<string> Enrichers { get; init; } = [];

    /// <summary>The vector by which it is found; null until it has one.</summary>
    [Id(15)] public TitleEmbedding? Embedding { get; init; }

    /// <summary>Its sources, each with its facts.</summary>
    internal IReadOnlyList<SourceFacts> FullSources() => Sources.Count == 0
        ? [new SourceFacts(Facts.Source, Facts.ExternalId, Facts.Type, Facts, [], Place, Signature, JobId, ImportedAt)]
        : [.. Sources.Select(source => source.Facts is null ? source with { Facts = Facts } : source)];
}

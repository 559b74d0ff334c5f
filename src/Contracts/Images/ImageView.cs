using System.Text.Json.Serialization;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Contracts.Images;

/// <summary>A picture as callers see it.</summary>
/// <param name="Name">File or entry name, without its folders.</param>
/// <param name="Path">Path below the collection's root; the archive's path for an entry, its name where the collection is an archive itself.</param>
/// <param name="Entry">Readable name in the archive; null for a file. Two entries may share it: only their ids differ.</param>
/// <param name="Bytes">Length of the original.</param>
/// <param name="Stages">When each completed stage was completed.</param>
/// <param name="Tries">Attempts at the current stage.</param>
/// <param name="Warnings">Faults that did not keep it from being rendered.</param>
/// <param name="MissingSince">When its source was found gone.</param>
public sealed record ImageView(
    ImageId Id,
    CollectionId CollectionId,
    JobId? JobId,
    string Name,
    string Path,
    string? Entry,
    int? Width,
    int? Height,
    string? Format,
    long Bytes,
    string? ContentHash,
    DateTimeOffset ModifiedAt,
    string? TakenAt,
    string? Camera,
    int? Orientation,
    ItemState State,
    string Stage,
    IReadOnlyDictionary<string, DateTimeOffset> Stages,
    int Tries,
    ItemError? LastError,
    WaitingFor? WaitingFor,
    string? SkippedReason,
    IReadOnlyList<ImageWarning> Warnings,
    string? Placeholder,
    string? DominantColour,
    string? PerceptualHash,
    RenditionView? Thumbnail,
    [property: JsonPropertyName("cache")] RenditionView? Viewing,
    DateTimeOffset? MissingSince);

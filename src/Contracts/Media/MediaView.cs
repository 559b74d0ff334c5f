using System.Text.Json.Serialization;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Contracts.Media;

/// <summary>A media title as callers see it.</summary>
/// <param name="Source">The source that it was first seen in.</param>
/// <param name="ExternalId">Its id there.</param>
/// <param name="ExternalIds">Its ids in other sources.</param>
/// <param name="Titles">By language.</param>
/// <param name="Score">0 to 100.</param>
/// <param name="StartDate">As precise as it is known: <c>1999</c>, <c>1999-10</c>, <c>1999-10-20</c>.</param>
/// <param name="Stages">When each completed stage was completed.</param>
/// <param name="Tries">Attempts at the current stage.</param>
/// <param name="ContentSignature">Of the text by whose vector it is found.</param>
/// <param name="EmbeddingModel">The model that was in use when that text was embedded.</param>
/// <param name="ImportedAt">When something about it was last imported.</param>
/// <param name="Sources">The records that it is made of, such as <c>anilist:1535</c>.</param>
/// <param name="Locked">Fields that a person has set; no import changes them.</param>
/// <param name="Revision">Goes up with every change of what its sources say or a person has set.</param>
/// <param name="MergedInto">The title that it has become a part of.</param>
public sealed record MediaView(
    MediaId Id,
    string Type,
    string Source,
    string ExternalId,
    IReadOnlyDictionary<string, string> ExternalIds,
    string? Title,
    IReadOnlyDictionary<string, string> Titles,
    IReadOnlyList<string> Synonyms,
    string? Synopsis,
    IReadOnlyList<string> Genres,
    IReadOnlyList<string> Tags,
    int? Year,
    string? StartDate,
    string? EndDate,
    int? Episodes,
    double? Minutes,
    string? Status,
    double? Score,
    double? Popularity,
    bool? Adult,
    string? CoverUrl,
    IReadOnlyList<string> Cast,
    ItemState State,
    string Stage,
    IReadOnlyDictionary<string, DateTimeOffset> Stages,
    int Tries,
    ItemError? LastError,
    WaitingFor? WaitingFor,
    string? SkippedReason,
    string? ContentSignature,
    string? EmbeddingModel,
    JobId? JobId,
    DateTimeOffset ImportedAt,
    DateTimeOffset? ValidatedAt,
    DateTimeOffset? EnrichedAt,
    DateTimeOffset? EmbeddedAt,
    DateTimeOffset? LiveAt,
    IReadOnlyList<string> Sources,
    IReadOnlyList<string> Locked,
    int Revision,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] MediaId? MergedInto = null);

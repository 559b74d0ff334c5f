using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Contracts.Media;

/// <summary>Where the values of a title are from.</summary>
/// <param name="Sources">The records that it is made of, the one that it was first seen in first.</param>
/// <param name="Shown">By field: the keys of the sources whose value is shown, the one that counts most first.</param>
/// <param name="Locked">Fields that a person has set.</param>
/// <param name="Edits">Their values.</param>
public sealed record MediaSourcesView(
    MediaId Id,
    int Revision,
    IReadOnlyList<MediaSourceView> Sources,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Shown,
    IReadOnlyList<string> Locked,
    MediaFacts? Edits);

/// <summary>What one record says of a title.</summary>
/// <param name="Key">Source and external id: <c>anilist:1535</c>.</param>
/// <param name="FetchedAt">When it was read.</param>
/// <param name="Place">Where in the source.</param>
/// <param name="JobId">The import that read it; null when it was asked for to enrich the title.</param>
/// <param name="Faults">What of it could not be read. Then it counts only if all sources have faults.</param>
public sealed record MediaSourceView(
    string Key,
    string Source,
    string ExternalId,
    DateTimeOffset FetchedAt,
    string Place,
    JobId? JobId,
    MediaFacts Facts,
    IReadOnlyList<string> Faults);

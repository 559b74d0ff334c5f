using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Ports;

namespace MediaPipeline.Grains.Media;

/// <summary>What one record of a source says of a title.</summary>
/// <param name="Source">As in <see cref="MediaFacts.Source"/>; with <paramref name="ExternalId"/> and <paramref name="Type"/> it names the record.</param>
/// <param name="Facts">Null: they are the facts of the title, which has no other source.</param>
/// <param name="Faults">What of the record could not be read.</param>
/// <param name="Place">Where it was read, for messages.</param>
/// <param name="Signature">Of facts and faults: a record with the same signature changes nothing.</param>
/// <param name="JobId">The import that read it; null when it was asked for to enrich the title.</param>
/// <param name="ReadAt">When it was read.</param>
[GenerateSerializer, Immutable, Alias("SourceFacts")]
public sealed record SourceFacts(
    [property: Id(0)] string Source,
    [property: Id(1)] string ExternalId,
    [property: Id(2)] string Type,
    [property: Id(3)] MediaFacts? Facts,
    [property: Id(4)] IReadOnlyList<Fault> Faults,
    [property: Id(5)] string Place,
    [property: Id(6)] string Signature,
    [property: Id(7)] JobId? JobId,
    [property: Id(8)] DateTimeOffset ReadAt)
{
    /// <summary>As in lists of sources: <c>anilist:1535</c>.</summary>
    internal string Key => $"{Source}:{ExternalId}";

    /// <summary>The title of which this record is the first one.</summary>
    internal MediaId OwnId => MediaId.Of(Source, Type, ExternalId);

    internal static SourceFacts Of(OfferedFacts offered, JobId? job) => new(
        offered.Facts.Source,
        offered.Facts.ExternalId,
        offered.Facts.Type,
        offered.Facts,
        offered.Faults,
        offered.Place,
        offered.Signature,
        job,
        offered.ReadAt);
}

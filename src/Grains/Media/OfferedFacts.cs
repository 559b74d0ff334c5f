using System.Security.Cryptography;
using System.Text.Json;
using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Catalogue;

namespace MediaPipeline.Grains.Media;

/// <summary>What an import has read about a title.</summary>
/// <param name="Place">Where, for messages.</param>
/// <param name="ReadAt">When.</param>
[GenerateSerializer, Immutable, Alias("OfferedFacts")]
public sealed record OfferedFacts(
    [property: Id(0)] MediaId Id,
    [property: Id(1)] MediaFacts Facts,
    [property: Id(2)] IReadOnlyList<Fault> Faults,
    [property: Id(3)] string Place,
    [property: Id(4)] string Signature,
    [property: Id(5)] DateTimeOffset ReadAt)
{
    /// <summary>The title that the record is of; a record without facts is a title of its own, which shows what is wrong with it.</summary>
    /// <param name="origin">Name of the file or of the provider, so that unreadable records of different ones stay apart.</param>
    internal static OfferedFacts Of(CatalogueRecord record, string source, string origin, DateTimeOffset readAt)
    {
        var facts = record.Facts ?? new MediaFacts { Source = source, ExternalId = $"{origin} {record.Number}" };
        return new OfferedFacts(
            MediaId.Of(facts.Source, facts.Type, facts.ExternalId), facts, record.Faults, record.Place, SignatureOf(facts, record.Faults), readAt);
    }

    /// <summary>As a title of its own, beside the one with the same id that says something else.</summary>
    internal OfferedFacts AsDuplicate() => this with
    {
        Id = MediaId.Of(Facts.Source, Facts.Type, $"{Facts.ExternalId} {Signature}"),
        Faults = [.. Faults, new Fault(
            "duplicateId",
            $"{Place} has the id '{Facts.ExternalId}' of an earlier record that says something else: give each title an id of its own, or leave one of them "
                + "out.")],
    };

    private static string SignatureOf(MediaFacts facts, IReadOnlyList<Fault> faults) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { facts, faults }, ContractJson.Options)).AsSpan(0, 16));
}

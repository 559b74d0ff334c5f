using System.Security.Cryptography;
using System.Text.Json;
using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Media.Identity;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Catalogue;

namespace MediaPipeline.Grains.Media;

/// <summary>A record of a source.</summary>
/// <param name="OwnId">Of the title of which it is the first record, if it is.</param>
/// <param name="Place">Where it was read, for messages.</param>
/// <param name="ReadAt">When.</param>
[GenerateSerializer, Immutable, Alias("OfferedFacts")]
public sealed record OfferedFacts(
    [property: Id(0)] MediaId OwnId,
    [property: Id(1)] MediaFacts Facts,
    [property: Id(2)] IReadOnlyList<Fault> Faults,
    [property: Id(3)] string Place,
    [property: Id(4)] string Signature,
    [property: Id(5)] DateTimeOffset ReadAt)
{
    private static readonly Dictionary<string, string> NoIds = new(StringComparer.Ordinal);

    /// <summary>The ids by which it belongs to a title.</summary>
    internal IReadOnlyList<string> Claims() => [.. MediaClaims.Of(Facts)];

    /// <summary>A record without facts is a title of its own, which shows what is wrong with it.</summary>
    /// <param name="origin">Name of the file or of the provider, so that unreadable records of different ones stay apart.</param>
    internal static OfferedFacts Of(CatalogueRecord record, string source, string origin, DateTimeOffset readAt)
    {
        var facts = record.Facts ?? new MediaFacts { Source = source, ExternalId = $"{origin} {record.Number}" };
        return new OfferedFacts(
            MediaId.Of(facts.Source, facts.Type, facts.ExternalId), facts, record.Faults, record.Place, SignatureOf(facts, record.Faults), readAt);
    }

    /// <summary>As a title of its own, beside the one with the same id that says something else.</summary>
    internal OfferedFacts AsDuplicate()
    {
        var facts = Facts with { ExternalId = $"{Facts.ExternalId} {Signature}", ExternalIds = NoIds };
        return this with
        {
            OwnId = MediaId.Of(facts.Source, facts.Type, facts.ExternalId),
            Facts = facts,
            Faults = [.. Faults, new Fault(
                "duplicateId",
                $"Its id '{Facts.ExternalId}' is that of an earlier record that says something else; give each title an id of its own, or leave one out.")],
        };
    }

    internal static string SignatureOf(MediaFacts facts, IReadOnlyList<Fault> faults) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { facts, faults }, ContractJson.Options)).AsSpan(0, 16));
}

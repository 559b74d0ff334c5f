using System.Runtime.CompilerServices;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Catalogue;

namespace MediaPipeline.Grains.Tests.Running;

/// <summary>A catalogue with the records that a test gives it.</summary>
internal sealed class FakeCatalogue : ICatalogueFile
{
    /// <summary>In their order; one without facts could not be read.</summary>
    public List<(MediaFacts? Facts, Fault[] Faults)> Records { get; } = [];

    /// <summary>What is thrown after the last record.</summary>
    public CatalogueFileException? End { get; set; }

    public static MediaFacts Title(string id, string title, string? synopsis = null, string type = "movie") =>
        new() { Source = "file", ExternalId = id, Type = type, Title = title, Synopsis = synopsis };

    public void Add(params IEnumerable<MediaFacts> titles) => Records.AddRange(titles.Select(facts => ((MediaFacts?)facts, Array.Empty<Fault>())));

    public async IAsyncEnumerable<CatalogueRecord> ReadAsync(
        string path, string? mediaType, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        for (var number = after + 1; number <= Records.Count; number++)
        {
            var (facts, faults) = Records[(int)number - 1];
            yield return new CatalogueRecord(number, $"record {number}", facts, faults);
        }

        if (End is { } broken)
        {
            throw broken;
        }
    }
}

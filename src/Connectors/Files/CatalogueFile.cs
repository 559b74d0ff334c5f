using System.Runtime.CompilerServices;
using MediaPipeline.Connectors.Files.Mapping;
using MediaPipeline.Connectors.Files.Reading;
using MediaPipeline.Grains.Ports.Catalogue;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Connectors.Files;

/// <summary>Reads a catalogue file from start to end, one record in memory at a time. Compression, encoding and format are recognised by content.</summary>
internal sealed class CatalogueFile(IOptions<CatalogueFileOptions> options) : ICatalogueFile
{
    public async IAsyncEnumerable<CatalogueRecord> ReadAsync(
        string path, string? mediaType, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var input = await CatalogueInput.OpenAsync(path, options.Value, cancellationToken);
        var mapper = new RecordMapper(mediaType, options.Value.MaxListItems);
        var format = await FormatDetector.DetectAsync(input, mapper, cancellationToken);
        await foreach (var record in format.ReadAsync(after, cancellationToken))
        {
            yield return record;
        }
    }
}

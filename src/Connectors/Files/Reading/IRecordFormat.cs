using MediaPipeline.Grains.Ports.Catalogue;

namespace MediaPipeline.Connectors.Files.Reading;

/// <summary>A way in which records lie in a file.</summary>
internal interface IRecordFormat
{
    /// <param name="after">Records up to this number are not looked into.</param>
    IAsyncEnumerable<CatalogueRecord> ReadAsync(long after, CancellationToken cancellationToken);
}

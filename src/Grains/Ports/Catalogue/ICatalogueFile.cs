namespace MediaPipeline.Grains.Ports.Catalogue;

/// <summary>Reads catalogue files: JSON, JSON lines, CSV, also compressed. A file is never held whole.</summary>
public interface ICatalogueFile
{
    /// <summary>
    /// The records in their order; the same file gives the same records. Throws <see cref="CatalogueFileException"/> where the file cannot be read further:
    /// what came before is good.
    /// </summary>
    /// <param name="path">Absolute.</param>
    /// <param name="mediaType">Of records that name none of their own; null: they are invalid.</param>
    /// <param name="after">Number of the last record that is known already; those up to it are passed over cheaply.</param>
    IAsyncEnumerable<CatalogueRecord> ReadAsync(string path, string? mediaType, long after, CancellationToken cancellationToken);
}

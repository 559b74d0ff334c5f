namespace MediaPipeline.Grains.Ports.Catalogue;

/// <summary>A catalogue file cannot be read, or not further. The message names the file, the line or record, and the remedy.</summary>
/// <param name="code">Stable, for programs: <c>notACatalogue</c>, <c>brokenCatalogue</c>, <c>sourceUnavailable</c>, …</param>
public sealed class CatalogueFileException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    public string Code { get; } = code;
}

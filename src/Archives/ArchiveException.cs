namespace MediaPipeline.Archives;

/// <summary>An archive or an entry cannot be read, and another try could not help. The message names both and says what to do.</summary>
public sealed class ArchiveException(string code, string message, Exception? inner = null) : IOException(message, inner)
{
    /// <summary>One of <see cref="ArchiveCodes"/>.</summary>
    public string Code => code;
}

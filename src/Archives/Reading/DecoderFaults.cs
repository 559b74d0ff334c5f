namespace MediaPipeline.Archives.Reading;

/// <summary>Which exceptions say that packed data is damaged.</summary>
internal static class DecoderFaults
{
    /// <summary>
    /// Decoders of other authors meet damaged data with any exception, of a wrong index as well as of too much memory. What remains are faults of the disk, and
    /// our own.
    /// </summary>
    public static bool IsDamage(Exception e) => e is not IOException || e is EndOfStreamException;
}

namespace MediaPipeline.Imaging.Pictures;

/// <summary>The codes of faults, as stored and documented in docs/imaging.md.</summary>
internal static class FaultCodes
{
    internal const string NotAPicture = "notAPicture";
    internal const string UnsupportedFormat = "unsupportedFormat";
    internal const string TooManyPixels = "tooManyPixels";
    internal const string TooLarge = "tooLarge";
    internal const string Truncated = "truncated";
    internal const string CorruptPicture = "corruptPicture";
    internal const string ProfileIgnored = "profileIgnored";
    internal const string MetadataIgnored = "metadataIgnored";
    internal const string DecoderCrashed = "decoderCrashed";
    internal const string TimeLimit = "timeLimit";
    internal const string MemoryLimit = "memoryLimit";
    internal const string SourceUnavailable = "sourceUnavailable";
    internal const string OutputFull = "outputFull";
    internal const string OutputUnavailable = "outputUnavailable";
}

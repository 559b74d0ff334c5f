namespace MediaPipeline.Archives.Reading;

/// <summary>How large the directory of an archive may be. It is checked before anything is allocated for what the archive claims.</summary>
internal static class DirectoryLimits
{
    // Twice what the names and fields of an ordinary entry take.
    private const int BytesPerEntry = 512, LeastDirectoryLimit = 16 << 20;

    public static long Bytes(ArchiveOptions options) => Math.Max(LeastDirectoryLimit, (long)options.MaxEntries * BytesPerEntry);

    /// <param name="entries">As many as there are so far, or as the archive says to have.</param>
    public static void Check(long entries, long directoryBytes, ArchiveOptions options, string path)
    {
        if (entries > options.MaxEntries)
        {
            throw new ArchiveException(
                ArchiveCodes.Bomb, $"{path} has more than MaxEntries ({options.MaxEntries:N0}) entries. Split it, or raise Archives:MaxEntries if it "
                    + "is wanted.");
        }

        if (directoryBytes > Bytes(options))
        {
            throw new ArchiveException(
                ArchiveCodes.Bomb, $"{path} has a directory of {directoryBytes:N0} bytes, more than {BytesPerEntry} for each of MaxEntries "
                    + $"({options.MaxEntries:N0}). Pack its pictures again.");
        }
    }
}

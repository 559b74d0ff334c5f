using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Native;

namespace MediaPipeline.Storage.Blobs;

/// <summary>Maps errors of the operating system to faults of a cache folder.</summary>
internal static class RenditionFaults
{
    public static RenditionStoreException Of(string folder, int error, Exception? inner = null) => new(Describe(folder, error), inner);

    public static RenditionStoreException Of(string folder, Exception error) => error as RenditionStoreException ?? Of(folder, NumberOf(error), error);

    public static RenditionStoreException MarkerMissing(string folder) => new(new RenditionStoreFault(
        "markerMissing",
        $"The cache folder '{folder}' has no file '{RenditionPaths.Marker}' of its own: check that its disk is mounted. Work goes on when the file is "
            + "there again. If the folder is lost, see 'Restore' in docs/backup.md."));

    public static RenditionStoreException Linked(string path) => new(new RenditionStoreFault(
        "outputUnavailable", $"'{path}' is a link, and links out of a cache folder are not followed: put a directory in its place."));

    public static bool IsDisk(Exception error) => error is IOException or UnauthorizedAccessException;

    private static RenditionStoreFault Describe(string folder, int error) => error is LibC.NoSpace or LibC.QuotaExceeded
        ? new RenditionStoreFault("outputFull", $"The disk of the cache folder '{folder}' is full ({LibC.Describe(error)}): free space on it, or add "
            + "another cache folder and drain this one. Work resumes automatically.")
        : new RenditionStoreFault(
            "outputUnavailable", $"The cache folder '{folder}' cannot be written to ({LibC.Describe(error)}): check its disk and its permissions. "
                + "Work resumes automatically.");

    // On Unix .NET keeps the system's number here, except where it has a type for it.
    private static int NumberOf(Exception error) => error switch
    {
        UnauthorizedAccessException => LibC.AccessDenied,
        FileNotFoundException or DirectoryNotFoundException => LibC.NoEntry,
        _ => error.HResult,
    };
}

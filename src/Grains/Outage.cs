using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains;

/// <summary>
/// Distinguishes outages, which are temporary and use up no tries, from every other failure: a full or unavailable database, or a silo that has just died while
/// the grain directory still points to it.
/// </summary>
internal static class Outage
{
    /// <summary>The outage; null for any other failure. Orleans wraps exceptions of a grain's storage.</summary>
    public static Exception? Find(Exception? error)
    {
        while (error is not (null or StorageFullException or StorageUnavailableException or OrleansMessageRejectionException))
        {
            error = error.InnerException;
        }

        return error;
    }
}

using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains;

/// <summary>Tells a database that is full or away from every other failure: it uses up no item's tries, and it goes away by itself.</summary>
internal static class StorageTrouble
{
    /// <summary>What the store said; null when the failure is another one. The runtime wraps what a grain's state met.</summary>
    public static Exception? Find(Exception? error)
    {
        while (error is not (null or StorageFullException or StorageUnavailableException))
        {
            error = error.InnerException;
        }

        return error;
    }
}

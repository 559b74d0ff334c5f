using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains;

/// <summary>
/// Tells what keeps work up, uses up no item's tries and goes away by itself from every other failure: a database that is full or away, or a silo that has
/// just gone and whose grains are still sought there.
/// </summary>
internal static class Outage
{
    /// <summary>What was met; null when the failure is another one. The runtime wraps what a grain's state met.</summary>
    public static Exception? Find(Exception? error)
    {
        while (error is not (null or StorageFullException or StorageUnavailableException or OrleansMessageRejectionException))
        {
            error = error.InnerException;
        }

        return error;
    }
}

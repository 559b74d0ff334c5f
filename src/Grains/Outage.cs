namespace MediaPipeline.Grains;

/// <summary>Tells what keeps work up and goes away by itself from every other failure: the database, or a silo that has just gone and whose grains are still sought there.</summary>
internal static class Outage
{
    public static Exception? Find(Exception? error) => StorageTrouble.Find(error) ?? error as OrleansMessageRejectionException;
}

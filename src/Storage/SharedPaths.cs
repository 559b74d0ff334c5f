using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Storage;

/// <summary>Stores absolute paths: servers that share a database have different data directories.</summary>
internal sealed class SharedPaths : IStoredPaths
{
    public string Resolve(string stored) => stored;

    public string ToStored(string absolute) => absolute;
}

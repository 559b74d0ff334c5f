using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Storage;

/// <summary>Whole paths: servers that share a database have data directories of their own.</summary>
internal sealed class SharedPaths : IStoredPaths
{
    public string Resolve(string stored) => stored;

    public string ToStored(string absolute) => absolute;
}

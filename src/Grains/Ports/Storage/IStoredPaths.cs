namespace MediaPipeline.Grains.Ports.Storage;

/// <summary>
/// Converts between paths and their stored form. Paths inside the data directory are stored relative to it, so that a data directory can be copied or moved as
/// a whole.
/// </summary>
public interface IStoredPaths
{
    /// <summary>The absolute path; an absolute one, as older versions stored them all, stays as it is.</summary>
    string Resolve(string stored);

    /// <summary>The path as it is stored.</summary>
    string ToStored(string absolute);
}

namespace MediaPipeline.Grains;

/// <summary>Compares canonical paths, which have no closing separator.</summary>
internal static class Paths
{
    /// <summary>Whether a path is the folder itself or lies in it.</summary>
    public static bool IsAtOrBelow(string path, string folder) =>
        string.Equals(path, folder, StringComparison.Ordinal)
        || (path.StartsWith(folder, StringComparison.Ordinal) && (folder.EndsWith('/') || path[folder.Length] == '/'));
}

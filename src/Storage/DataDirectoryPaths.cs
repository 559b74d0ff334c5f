using System.Text;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Native;
using MediaPipeline.Storage.Sqlite;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Storage;

/// <summary>Paths relative to the data directory, by its configured path and by its canonical one.</summary>
internal sealed class DataDirectoryPaths(IOptions<SqliteStorageOptions> options) : IStoredPaths
{
    private readonly string _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Value.DataDirectory));

    public string Resolve(string stored) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(stored, _root));

    public string ToStored(string absolute) => Below(_root, absolute) ?? Below(Canonical(), absolute) ?? absolute;

    private string Canonical() => LibC.RealPath([.. Encoding.UTF8.GetBytes(_root), 0]) ?? _root;

    private static string? Below(string root, string path) =>
        Path.GetRelativePath(root, path) is var relative and not ".." && !Path.IsPathRooted(relative)
            && !relative.StartsWith("../", StringComparison.Ordinal) ? relative : null;
}

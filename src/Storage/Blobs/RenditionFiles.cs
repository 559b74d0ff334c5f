using System.Text;
using MediaPipeline.Archives.Native;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Native;

namespace MediaPipeline.Storage.Blobs;

/// <summary>Single renditions on the disk: only regular files with the name of a rendition, in real directories, count.</summary>
internal static class RenditionFiles
{
    private const int NotEmpty = 39, Exists = 17;

    /// <summary>Null where there is no such file.</summary>
    public static FileStatus? Find(string folder, string target)
    {
        var path = RenditionPaths.Resolve(folder, target);
        return TargetDirectories.IsReal(folder, target) ? Find(path) : null;
    }

    public static FileStatus? Find(string path) => FileStatus.Read([.. Encoding.UTF8.GetBytes(path), 0], followLink: false, out var status) switch
    {
        0 => status.IsFile ? status : null,
        LibC.NoEntry => null,
        var error => throw RenditionFaults.Of(path, error),
    };

    /// <summary>False when it is not there or has another length.</summary>
    public static bool Copy(string folder, NamedFile file, string temporaryPath)
    {
        if (Find(folder, file.Target)?.Bytes != file.Bytes)
        {
            return false;
        }

        // Not File.Copy, which keeps the old time: a clean-up must see the copy as new.
        using var source = new FileStream(Path.Combine(folder, file.Target), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new FileStream(temporaryPath, FileMode.Create, FileAccess.Write);
        source.CopyTo(copy);
        return copy.Length == file.Bytes;
    }

    /// <summary>Its bytes; null when it was not deleted.</summary>
    public static long? DeleteIfOlder(string folder, string target, DateTimeOffset changedUntil)
    {
        if (Find(folder, target) is not { } found || found.ModifiedAt > changedUntil)
        {
            return null;
        }

        File.Delete(Path.Combine(folder, target));
        return found.Bytes;
    }

    /// <summary>Deletes the directory of a collection if it is empty; returns whether it was deleted.</summary>
    public static bool DeleteIfEmpty(string folder, string directory)
    {
        var own = RenditionPaths.IsOfCollection(directory) || RenditionPaths.Roots.Append(RenditionPaths.Temporary).Contains(directory, StringComparer.Ordinal);
        if (!own)
        {
            throw new ArgumentException($"'{directory}' is no directory of ours.", nameof(directory));
        }

        return TargetDirectories.IsReal(folder, directory + "/") && LibC.RemoveDirectory(Path.Combine(folder, directory)) switch
        {
            0 => true,
            NotEmpty or Exists or LibC.NoEntry => false,
            var error => throw RenditionFaults.Of(folder, error),
        };
    }
}

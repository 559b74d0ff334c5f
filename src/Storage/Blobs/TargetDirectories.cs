using MediaPipeline.Storage.Native;

namespace MediaPipeline.Storage.Blobs;

/// <summary>The directories of targets: real ones, never links.</summary>
internal static class TargetDirectories
{
    /// <summary>Creates missing ones and syncs their names.</summary>
    public static void Prepare(string folder, string target)
    {
        var current = folder;
        foreach (var part in target.Split('/')[..^1])
        {
            var parent = current;
            current = Path.Combine(current, part);
            if (!IsRealDirectory(current))
            {
                Directory.CreateDirectory(current);
                var error = LibC.SyncDirectory(parent);
                if (error != 0)
                {
                    throw RenditionFaults.Of(folder, error);
                }
            }
        }
    }

    /// <summary>Whether the directory of the target exists; a link in the path is a fault.</summary>
    public static bool IsReal(string folder, string target)
    {
        var current = folder;
        foreach (var part in target.Split('/')[..^1])
        {
            current = Path.Combine(current, part);
            if (!IsRealDirectory(current))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsRealDirectory(string path)
    {
        var directory = new DirectoryInfo(path);
        return directory.LinkTarget is null ? directory.Exists : throw RenditionFaults.Linked(path);
    }
}

using System.Text;
using MediaPipeline.Storage.Native;

namespace MediaPipeline.Storage.Blobs;

/// <summary>The marker file of a cache folder: its first line is the folder's id. Without it the disk is assumed not to be mounted.</summary>
internal static class FolderMarker
{
    public static bool IsIn(string folder, string folderId) =>
        LibC.ReadSmallFile(Path.Combine(folder, RenditionPaths.Marker)) is { } text && text.AsSpan().Trim().StartsWith(folderId, StringComparison.Ordinal);

    /// <summary>Writes and syncs it, unless it exists.</summary>
    public static void Create(string folder, string folderId)
    {
        var path = Path.Combine(folder, RenditionPaths.Marker);
        if (File.Exists(path))
        {
            return;
        }

        var text = $"{folderId}\nRenditions of pictures are kept in this folder. Without this file the folder takes no work.\n";
        using (var file = new FileStream(path + ".new", FileMode.Create, FileAccess.Write))
        {
            file.Write(Encoding.UTF8.GetBytes(text));
            file.Flush(flushToDisk: true);
        }

        File.Move(path + ".new", path);
        var error = LibC.SyncDirectory(folder);
        if (error != 0)
        {
            throw RenditionFaults.Of(folder, error);
        }
    }
}

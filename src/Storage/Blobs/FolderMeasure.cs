namespace MediaPipeline.Storage.Blobs;

/// <summary>Counts the renditions on the disk; files with other names and link targets do not count.</summary>
internal static class FolderMeasure
{
    private static readonly EnumerationOptions Plain = new() { AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false };

    public static (long Bytes, long Files) Of(string folder, CancellationToken cancellationToken)
    {
        long bytes = 0, files = 0;
        var directories = RenditionPaths.Roots.Select(root => new DirectoryInfo(Path.Combine(folder, root)))
            .Where(root => root.Exists && root.LinkTarget is null);
        foreach (var directory in directories.SelectMany(root => root.EnumerateDirectories("*", Plain)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var file in directory.EnumerateFiles("*", Plain))
            {
                if (RenditionPaths.IsOurs($"{directory.Parent!.Name}/{directory.Name}/{file.Name}"))
                {
                    (bytes, files) = (bytes + file.Length, files + 1);
                }
            }
        }

        return (bytes, files);
    }
}

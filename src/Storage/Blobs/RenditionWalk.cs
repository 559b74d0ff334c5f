using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Storage.Blobs;

/// <summary>
/// Walks the renditions of pictures, directory by directory in ordinal order. Keeps in memory the directory names of one level and a batch of files.
/// </summary>
internal static class RenditionWalk
{
    private const int BatchSize = 1_000, ImageIdLength = 36;
    private static readonly EnumerationOptions NoLinks = new() { AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false };
    private static readonly string[] Roots = ["cache", "thumbnails"];

    public static IEnumerable<FoundFiles> Run(string folder, string? afterDirectory) =>
        Roots.SelectMany(root => Directories(folder, root)).Where(directory => string.CompareOrdinal(directory, afterDirectory) > 0)
            .SelectMany(directory => Files(folder, directory));

    private static IEnumerable<string> Directories(string folder, string root)
    {
        var directory = new DirectoryInfo(Path.Combine(folder, root));
        return !directory.Exists || directory.LinkTarget is not null
            ? []
            : directory.EnumerateDirectories("*", NoLinks).Select(child => $"{root}/{child.Name}").Where(RenditionPaths.IsOfCollection)
                .Order(StringComparer.Ordinal);
    }

    private static IEnumerable<FoundFiles> Files(string folder, string directory)
    {
        foreach (var batch in Names(folder, directory).Chunk(BatchSize))
        {
            yield return new FoundFiles(directory, [.. batch.Select(target => Found(folder, target)).OfType<FoundFile>()], Ends: false);
        }

        yield return new FoundFiles(directory, [], Ends: true);
    }

    // A directory that is deleted meanwhile is treated as ended.
    private static IEnumerable<string> Names(string folder, string directory)
    {
        var path = Path.Combine(folder, directory);
        return !Directory.Exists(path) ? []
            : Directory.EnumerateFiles(path, "*", NoLinks).Select(file => $"{directory}/{Path.GetFileName(file)}").Where(RenditionPaths.IsOfPicture);
    }

    private static FoundFile? Found(string folder, string target) => RenditionFiles.Find(Path.Combine(folder, target)) is { } status
        ? new FoundFile(target, ImageId.FromValidated(Path.GetFileName(target)[..ImageIdLength]), status.Bytes, status.ModifiedAt)
        : null;
}

using MediaPipeline.Contracts.Formats;
using MediaPipeline.Imaging.Pictures;

namespace MediaPipeline.Imaging.Pool;

/// <summary>Formats that no installed library reads, and what to install.</summary>
internal static class MissingFormats
{
    internal static IReadOnlyList<string> Find(IEnumerable<WorkerLibrary> libraries)
    {
        var readable = libraries.SelectMany(library => library.Formats).ToHashSet(StringComparer.Ordinal);
        return [.. PictureFormat.Standard.Select(format => format.Name).Where(name => !readable.Contains(name)).Select(name => $"{name}: {RemedyFor(name)}")];
    }

    internal static string RemedyFor(string format) => format switch
    {
        "heic" => "Install the system's libvips with HEIC (Debian: libvips42 with libheif1 and libde265-0).",
        "jxl" => "Install the system's libvips with JPEG XL (Debian: libvips42).",
        _ => "Install the system's libvips (Debian: libvips42).",
    };
}

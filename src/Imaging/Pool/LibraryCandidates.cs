using System.Runtime.InteropServices;

namespace MediaPipeline.Imaging.Pool;

/// <summary>Possible paths of libvips, the preferred one first.</summary>
internal static class LibraryCandidates
{
    internal const string SystemLibrary = "libvips.so.42";

    internal static IReadOnlyList<string> Find(ImagingOptions options) =>
        [.. new[] { options.LibraryPath, FindPrebuilt(options.PrebuiltDirectory), SystemLibrary }.OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>The library of the npm package for this system, wherever below the directory npm has put it; the newest where there are several.</summary>
    private static string? FindPrebuilt(string directory)
    {
        if (!Directory.Exists(directory))
        {
            return null;
        }

        var package = $"sharp-libvips-{Platform}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        return Directory.EnumerateFiles(directory, "libvips-cpp.*", new EnumerationOptions { RecurseSubdirectories = true })
            .Where(file => file.Contains(package + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .OrderDescending(StringComparer.Ordinal)
            .Select(Path.GetFullPath)
            .FirstOrDefault();
    }

    private static string Platform =>
        OperatingSystem.IsMacOS() ? "darwin" : RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) ? "linuxmusl" : "linux";
}

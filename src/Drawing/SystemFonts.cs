using SkiaSharp;

namespace MediaPipeline.Drawing;

/// <summary>The font files of the system: Skia without dependencies knows only those that it is given.</summary>
internal static class SystemFonts
{
    private const int MostFiles = 1_000;
    private static readonly string[] Extensions = [".ttf", ".otf", ".ttc"];

    private static readonly string Home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    private static readonly string[] Folders =
        ["/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts", Path.Join(Home, ".local/share/fonts")];

    public static IReadOnlyList<SKTypeface> Open() =>
        [.. Files().OrderBy(IsOdd).ThenBy(path => path, StringComparer.Ordinal).Take(MostFiles).Select(path => SKTypeface.FromFile(path)).OfType<SKTypeface>()];

    private static IEnumerable<string> Files()
    {
        var everything = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 8, IgnoreInaccessible = true };
        return Folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*", everything))
            .Where(path => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase));
    }

    // Upright sans serif faces of normal weight go with Inter; where DejaVu is, so is "DejaVuSerif-Bold.ttf".
    private static bool IsOdd(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        return name.Contains("Serif", StringComparison.OrdinalIgnoreCase) || name.Contains("Mono", StringComparison.OrdinalIgnoreCase)
            || (name.LastIndexOf('-') is > 0 and var dash && !name.AsSpan(dash + 1).Equals("Regular", StringComparison.OrdinalIgnoreCase));
    }
}

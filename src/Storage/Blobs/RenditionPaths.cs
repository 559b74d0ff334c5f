using System.Text.RegularExpressions;

namespace MediaPipeline.Storage.Blobs;

/// <summary>Recognises the names of renditions in a cache folder. Nothing else is ever written, moved or deleted.</summary>
internal static partial class RenditionPaths
{
    public const string Marker = ".mediapipeline-folder";
    public const string Temporary = ".tmp";

    /// <summary>The directories that hold renditions.</summary>
    public static IReadOnlyList<string> Roots { get; } = ["thumbnails", "cache", "images"];

    public static bool IsOurs(string target) => Rendition().IsMatch(target) || ByContent().IsMatch(target);

    /// <summary>The absolute path of a target; throws for a name that is not one of a rendition.</summary>
    public static string Resolve(string folder, string target) => IsOurs(target)
        ? Path.Combine(folder, target)
        : throw new ArgumentException($"'{target}' is no name of a rendition: expected thumbnails|cache/{{collection}}/{{image}}_{{recipe}}.{{ext}}.",
            nameof(target));

    /// <summary>Whether it is a rendition named after a picture.</summary>
    public static bool IsOfPicture(string target) => Rendition().IsMatch(target);

    /// <summary>Whether it is the directory of a collection.</summary>
    public static bool IsOfCollection(string directory) => Collection().IsMatch(directory);

    public static bool IsInstance(string name) => Instance().IsMatch(name);

    [GeneratedRegex(@"\A(thumbnails|cache)/col_[0-9a-f]{32}/img_[0-9a-f]{32}_[0-9a-z_-]{1,64}\.[0-9a-z]{2,5}\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Rendition();

    [GeneratedRegex(@"\A(thumbnails|cache)/col_[0-9a-f]{32}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Collection();

    [GeneratedRegex(@"\Aimages/[0-9a-f]{2}/[0-9a-f]{64}(_[0-9]{1,5}x[0-9]{1,5})?\.[0-9a-z]{2,5}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex ByContent();

    [GeneratedRegex(@"\A[0-9a-f]{32}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Instance();
}

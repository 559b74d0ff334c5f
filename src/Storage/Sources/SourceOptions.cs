using MediaPipeline.Contracts.Formats;

namespace MediaPipeline.Storage.Sources;

/// <summary>What a scan imports.</summary>
public sealed class SourceOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Sources";

    /// <summary>
    /// Extensions of pictures, with their dot, in lower case; null for <see cref="DefaultPictureExtensions"/>. Formats that are not allowed (svg, pdf, psd,
    /// ico, bmp) are listed there too, so that they are shown as failed with <c>unsupportedFormat</c> instead of passing unnoticed.
    /// </summary>
    public string[]? PictureExtensions { get; set; }

    /// <summary>Further extensions of pictures, written like <see cref="PictureExtensions"/>. Default none.</summary>
    public string[] AddPictureExtensions { get; set; } = [];

    /// <summary>
    /// Extensions of archives, with their dot, in lower case; null for zip, cbz, rar, cbr, 7z, cb7, tar, cbt. The type is recognised by content: zips are
    /// opened like folders, the others are shown as failed with <c>unsupportedFormat</c>. An empty list: archives are counted as ignored.
    /// </summary>
    public string[]? ArchiveExtensions { get; set; }

    /// <summary>Further extensions of archives, written like <see cref="ArchiveExtensions"/>. Default none.</summary>
    public string[] AddArchiveExtensions { get; set; } = [];

    /// <summary>
    /// Names that are ignored, of files and folders, whatever their case; <c>*</c> stands for any text, <c>?</c> for any character. Null for
    /// <see cref="DefaultIgnoredNames"/>. Names that begin with a dot are always ignored.
    /// </summary>
    public string[]? IgnoredNames { get; set; }

    /// <summary>Further ignored names, written like <see cref="IgnoredNames"/>. Default none.</summary>
    public string[] AddIgnoredNames { get; set; } = [];

    /// <summary>The default of <see cref="PictureExtensions"/>.</summary>
    public static IReadOnlyList<string> DefaultPictureExtensions { get; } =
        [.. PictureFormat.Standard.Concat(PictureFormat.Optional).Concat(PictureFormat.Unsupported).SelectMany(format => format.Extensions)];

    /// <summary>The default of <see cref="IgnoredNames"/>.</summary>
    public static IReadOnlyList<string> DefaultIgnoredNames { get; } =
    [
        // Synology, QNAP, NetApp
        "@eadir", "@tmp", "#recycle", "#snapshot", "@recycle", "@recently-snapshot", "@snapshot", "@sharebin", "@sharesnap", "~snapshot",

        // Windows
        "$recycle.bin", "recycler", "system volume information", "found.0??", "thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini",

        // Linux, macOS
        "lost+found", "__macosx",

        // Previews and libraries of Lightroom, Photos, iPhoto, Photo Booth, Aperture, Capture One
        "*.lrdata", "*.lrcat-data", "*.photoslibrary", "*.photolibrary", "*.photoboothlibrary", "*.migratedphotolibrary", "*.aplibrary", "*.cocatalog",
    ];

    /// <summary>Whether files without an extension are opened to see if they are pictures; inside archives they never are. Default true.</summary>
    public bool ReadFilesWithoutExtension { get; set; } = true;

    /// <summary>A file that changed within this span may still grow, and is checked again before it is taken. Default 2 s, 0 to 10 minutes.</summary>
    public TimeSpan GrowingFor { get; set; } = TimeSpan.FromSeconds(2);
}

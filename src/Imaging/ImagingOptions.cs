using MediaPipeline.Imaging.Pictures;

namespace MediaPipeline.Imaging;

/// <summary>How pictures are read and rendered: section <c>Imaging</c> of the configuration.</summary>
public sealed class ImagingOptions
{
    /// <summary>Path of the libvips to use before any other (a file, or a name that the system's loader knows). Default: none.</summary>
    public string? LibraryPath { get; set; }

    /// <summary>
    /// Directory that holds the prebuilt libvips of the npm package <c>@img/sharp-libvips-…</c>, anywhere below it. Default: <c>.setup/libvips</c>, relative to
    /// the working directory. Where it holds none, the system's <c>libvips.so.42</c> is used.
    /// </summary>
    public string PrebuiltDirectory { get; set; } = Path.Combine(".setup", "libvips");

    /// <summary>Whether a second libvips that is found reads what the first cannot (HEIC, JPEG XL). Default: yes.</summary>
    public bool UseSecondLibrary { get; set; } = true;

    /// <summary>Worker processes, which is also how many pictures are decoded at a time. Default: as many as cores. 1 to 256.</summary>
    public int Workers { get; set; } = Environment.ProcessorCount;

    /// <summary>
    /// The command that starts a worker: an executable and its arguments. Default: this very program, with the argument <c>imaging-worker</c>.
    /// </summary>
    public IReadOnlyList<string> WorkerCommand { get; set; } = [];

    /// <summary>How long a picture may take before its worker is killed. Default: 30 seconds. 100 ms to 1 hour.</summary>
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Resident memory of a worker, measured ten times a second, beyond which it is killed. Default: 2 GB. 128 MB and more.</summary>
    public long MemoryLimitBytes { get; set; } = 2_000_000_000;

    /// <summary>An idle worker is closed after this time, and started again when needed (about 0.2 s). Default: 2 minutes.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Width times height beyond which a picture is rejected from its header, as <c>tooManyPixels</c>. Default: 150 megapixels.</summary>
    public long MaxPixels { get; set; } = 150_000_000;

    /// <summary>
    /// Length of a file beyond which it is rejected unread, as <c>tooLarge</c>. Default: 500 MB; at most 2 GB, since a worker reads it whole.
    /// </summary>
    public long MaxFileBytes { get; set; } = 500_000_000;

    /// <summary>What becomes of a picture whose end is missing. Default: it is kept when at least half of its rows are there.</summary>
    public TruncatedPictures Truncated { get; set; } = TruncatedPictures.Keep;

    /// <summary>
    /// Formats to read besides JPEG, PNG, WebP, GIF, TIFF, HEIC, AVIF and JPEG XL: <c>svg</c>, <c>pdf</c>, <c>jp2</c>. Their readers are not hardened against
    /// hostile files. Default: none.
    /// </summary>
    public IReadOnlyList<string> ExtraFormats { get; set; } = [];

    internal PictureLimits Limits => new(MaxPixels, MaxFileBytes, Truncated, ExtraFormats);
}

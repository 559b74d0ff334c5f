using MediaPipeline.Imaging.Pictures;

namespace MediaPipeline.Imaging;

/// <summary>How pictures are read and rendered: section <c>Imaging</c> of the configuration.</summary>
public sealed class ImagingOptions
{
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

    /// <summary>
    /// Width times height that are decoded at most, after what the decoder itself leaves out (JPEG and lossy WebP); more is rejected as <c>tooManyPixels</c>.
    /// Default: 150 megapixels.
    /// </summary>
    public long MaxPixels { get; set; } = 150_000_000;

    /// <summary>Width times height of the header beyond which a picture is rejected, as <c>tooManyPixels</c>. Default: 1,000 megapixels.</summary>
    public long MaxHeaderPixels { get; set; } = 1_000_000_000;

    /// <summary>
    /// Length of a file beyond which it is rejected unread, as <c>tooLarge</c>. Default: 500 MB; at most 2 GB, since a worker reads it whole,
    /// and holds it twice while it decodes.
    /// </summary>
    public long MaxFileBytes { get; set; } = 500_000_000;

    /// <summary>What becomes of a picture whose end is missing. Default: it is kept when at least half of its rows are there.</summary>
    public TruncatedPictures Truncated { get; set; } = TruncatedPictures.Keep;

    /// <summary>
    /// Formats to read besides JPEG, PNG, WebP, GIF, TIFF, HEIC, AVIF, JPEG XL and JPEG 2000: <c>svg</c>. Its decoder is not hardened against hostile files.
    /// Default: none.
    /// </summary>
    public IReadOnlyList<string> ExtraFormats { get; set; } = [];

    /// <summary>For tests of one decoder.</summary>
    internal IReadOnlyList<DecoderKind> Decoders { get; set; } = Enum.GetValues<DecoderKind>();

    internal PictureLimits Limits => new(MaxPixels, MaxHeaderPixels, MaxFileBytes, Truncated, ExtraFormats);
}

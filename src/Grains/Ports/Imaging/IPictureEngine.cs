namespace MediaPipeline.Grains.Ports.Imaging;

/// <summary>
/// Reads pictures and makes their renditions, isolated from this process: a decoder that crashes, hangs or exhausts memory affects only one picture.
/// Every foreseeable outcome is a result. An exception means that the engine itself cannot work; it is worth another try later.
/// </summary>
public interface IPictureEngine
{
    /// <summary>
    /// Reads the true format, size, hash and metadata; with a target, it then also renders what it has read, unless its content is known to be rendered.
    /// </summary>
    Task<ProbeResult> ProbeAsync(ProbeRequest request, CancellationToken cancellationToken);

    /// <summary>Makes both renditions from one decode, as temporary files that the caller takes over or deletes.</summary>
    Task<RenderResult> RenderAsync(RenderRequest request, CancellationToken cancellationToken);

    /// <summary>Libraries and state of the engine, for health checks and metrics.</summary>
    PictureEngineStatus Status { get; }
}

/// <summary>Location of a picture: a file, or an entry of an archive.</summary>
/// <param name="Path">Absolute path of the file or of the archive.</param>
/// <param name="Entry">Identity of the entry in the archive; null for a file.</param>
/// <param name="EntryName">Its readable name, for messages; null for a file.</param>
public sealed record PictureSource(string Path, string? Entry = null, string? EntryName = null)
{
    /// <summary>
    /// Code of <see cref="ProbeResult.Unavailable"/> and similar results when the archive is there and can be read, but no longer holds the entry.
    /// </summary>
    public const string EntryGone = "entryGone";

    /// <summary>File to which its part of a solid archive has been unpacked; null for all other entries. Set by the engine itself.</summary>
    public string? Unpacked { get; init; }

    /// <summary>Its name in messages: the path, followed by the name of the entry.</summary>
    public override string ToString() => Entry is null ? Path : $"{Path}/{EntryName ?? Entry}";
}

/// <param name="Priority">1 (first) to 9; interactive work goes before bulk work.</param>
/// <param name="Target">Where to render it too; null: no pixel is decoded.</param>
/// <param name="KnownHash">The content hash of a picture whose renditions exist as wanted: with that content it is not rendered.</param>
public sealed record ProbeRequest(PictureSource Source, int Priority, RenderTarget? Target = null, string? KnownHash = null);

/// <param name="Facts">What the probe found; the engine may rely on it but must not trust it with memory.</param>
public sealed record RenderRequest(PictureSource Source, PictureFacts Facts, RenderTarget Target, int Priority);

/// <summary>What is to be rendered, and where it is written.</summary>
/// <param name="TemporaryDirectory">Existing directory on the file system of the cache folder; the worker writes there and nowhere else.</param>
/// <param name="Name">Stem of the temporary names, unique to the attempt.</param>
public sealed record RenderTarget(RenditionSpec Thumbnail, RenditionSpec Viewing, string TemporaryDirectory, string Name);

/// <summary>Options of one rendition. They are part of the recipe, so a changed option renders again.</summary>
/// <param name="MaxWidth">Pixels; the picture is fitted inside, never enlarged, never cropped.</param>
/// <param name="MaxHeight">Pixels.</param>
/// <param name="Format">What it is encoded as when it is not copied.</param>
/// <param name="Quality">1 to 100, never above the source's own.</param>
/// <param name="AllowCopy">Whether a source that already fits, and is smaller than what we would make, is copied as it is.</param>
public sealed record RenditionSpec(int MaxWidth, int MaxHeight, RenditionFormat Format, int Quality, bool AllowCopy);

/// <summary>Encodings of a rendition.</summary>
public enum RenditionFormat
{
    /// <summary>JPEG; transparency is flattened on white.</summary>
    Jpeg,

    /// <summary>WebP, lossy; transparency is kept.</summary>
    Webp,
}

/// <summary>What a probe found out about a picture.</summary>
/// <param name="Format">The true format, from the content: jpeg, png, webp, gif, tiff, heic, avif, jxl.</param>
/// <param name="Width">Pixels, after orientation.</param>
/// <param name="Height">Pixels, after orientation.</param>
/// <param name="Orientation">EXIF orientation 1 to 8.</param>
/// <param name="Bytes">Length of the file or entry.</param>
/// <param name="ContentHash">SHA-256 of the file or entry, hexadecimal, lower case.</param>
/// <param name="Frames">Frames of an animation, 1 otherwise.</param>
/// <param name="HasPosition">Whether the metadata tells where the picture was taken.</param>
/// <param name="TakenAt">When it was taken, as the camera's clock had it, ISO 8601 with an offset where the metadata has one; null when unknown.</param>
/// <param name="Camera">Make and model; null when unknown.</param>
[GenerateSerializer, Immutable, Alias("PictureFacts")]
public sealed record PictureFacts(
    [property: Id(0)] string Format,
    [property: Id(1)] int Width,
    [property: Id(2)] int Height,
    [property: Id(3)] int Orientation,
    [property: Id(4)] long Bytes,
    [property: Id(5)] string ContentHash,
    [property: Id(6)] int Frames,
    [property: Id(7)] bool HasAlpha,
    [property: Id(8)] bool HasPosition,
    [property: Id(9)] string? TakenAt,
    [property: Id(10)] string? Camera);

/// <summary>A rendition as it lies in its temporary file, complete but not yet synced or renamed.</summary>
/// <param name="Format">The real format: jpeg, webp or png (a copy keeps the source's); it decides the extension.</param>
/// <param name="Quality">The quality it was encoded with; null for a copy.</param>
public sealed record RenditionFile(string TemporaryPath, int Width, int Height, long Bytes, string Format, int? Quality, bool Copied);

/// <summary>How a probe ended.</summary>
public abstract record ProbeResult
{
    private ProbeResult() { }

    /// <param name="At">When the facts were known; rendering began then.</param>
    /// <param name="Rendered">How rendering ended; null when it was not rendered.</param>
    public sealed record Probed(PictureFacts Facts, DateTimeOffset At, RenderResult? Rendered = null) : ProbeResult;

    /// <summary>Another try could not help: not a picture, an unsupported format, beyond a limit. <see cref="Fault.Code"/> says which.</summary>
    public sealed record Rejected(Fault Fault) : ProbeResult;

    /// <summary>The worker crashed, or exceeded its time or memory limit, twice with this picture: decoderCrashed, timeLimit, memoryLimit.</summary>
    public sealed record Quarantined(Fault Fault) : ProbeResult;

    /// <summary>
    /// The file cannot be read now (gone, no permission, I/O error): sourceUnavailable; or its archive no longer holds it: entryGone. No fault of the picture.
    /// </summary>
    public sealed record Unavailable(Fault Fault) : ProbeResult;
}

/// <summary>How a rendering ended.</summary>
public abstract record RenderResult
{
    private RenderResult() { }

    /// <param name="Warnings">Faults that did not keep the picture from being rendered, for example <c>truncated</c>.</param>
    /// <param name="Placeholder">ThumbHash or BlurHash text that a page can show before the thumbnail is there.</param>
    /// <param name="DominantColour">#rrggbb.</param>
    /// <param name="PerceptualHash">64 bits, 16 hexadecimal digits.</param>
    public sealed record Rendered(
        RenditionFile Thumbnail, RenditionFile Viewing, IReadOnlyList<Fault> Warnings, string? Placeholder, string? DominantColour, string? PerceptualHash)
            : RenderResult;

    public sealed record Rejected(Fault Fault) : RenderResult;

    public sealed record Quarantined(Fault Fault) : RenderResult;

    public sealed record Unavailable(Fault Fault) : RenderResult;

    /// <summary>
    /// The target could not be written: outputFull (no space or quota) or outputUnavailable. No fault of the picture; nothing is left behind.
    /// </summary>
    public sealed record OutputFault(Fault Fault) : RenderResult;
}

/// <param name="Libraries">One line for each native library in use: name, version, path, SIMD, formats.</param>
/// <param name="Missing">Formats that no library here reads, with the package that would.</param>
public sealed record PictureEngineStatus(
    IReadOnlyList<string> Libraries, IReadOnlyList<string> Missing, int Workers, int BusyWorkers, int QueueLength, long WorkerResidentBytes,
        long WorkersReplaced);

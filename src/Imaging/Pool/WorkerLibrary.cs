namespace MediaPipeline.Imaging.Pool;

/// <summary>A native library that was tested in a worker, and the formats it reads.</summary>
internal sealed record WorkerLibrary(string Path, string Version, bool Simd, IReadOnlyList<string> Formats)
{
    internal bool Reads(string format) => Formats.Contains(format, StringComparer.Ordinal);

    public override string ToString() => $"libvips {Version} ({Path}; SIMD {(Simd ? "on" : "off")}; {string.Join(", ", Formats)})";
}

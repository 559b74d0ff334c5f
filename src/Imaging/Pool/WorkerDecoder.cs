namespace MediaPipeline.Imaging.Pool;

/// <summary>A decoder that has been tested in a worker, and what it reads.</summary>
internal sealed record WorkerDecoder(DecoderKind Kind, string Name, IReadOnlyList<string> Formats)
{
    internal bool Reads(string format) => Formats.Contains(format, StringComparer.Ordinal);

    public override string ToString() => $"{Name}: {string.Join(", ", Formats)}";
}

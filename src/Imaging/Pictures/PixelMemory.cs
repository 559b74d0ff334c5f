using NetVips;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>
/// The pixels of an image, computed, for code of ours. They lie in native memory: an array for a large picture would lie in this process' own heap until it is
/// collected.
/// </summary>
internal sealed unsafe class PixelMemory : IDisposable
{
    private readonly nint _start;
    private readonly ulong _length;

    internal PixelMemory(Image image) => _start = image.WriteToMemory(out _length);

    internal byte* Start => (byte*)_start;

    internal ReadOnlySpan<byte> Bytes => new(Start, checked((int)_length));

    public void Dispose() => NetVips.NetVips.Free(_start);

    /// <summary>An image over a copy of 8-bit pixels.</summary>
    internal static Image ToImage(byte[] pixels, int width, int height, int bands, Enums.Interpretation interpretation)
    {
        using var image = Image.NewFromMemoryCopy<byte>(pixels, width, height, bands, Enums.BandFormat.Uchar);
        return image.Copy(interpretation: interpretation);
    }
}

using Microsoft.Win32.SafeHandles;

namespace MediaPipeline.Archives.Reading;

/// <summary>A part of a file, forward only.</summary>
internal sealed class RegionStream(SafeFileHandle file, long offset, long length) : ForwardStream
{
    private long _read;

    public override int Read(Span<byte> buffer)
    {
        var wanted = buffer[..(int)Math.Min(buffer.Length, length - _read)];
        var read = wanted.IsEmpty ? 0 : RandomAccess.Read(file, wanted, offset + _read);
        _read += read;
        return read;
    }
}

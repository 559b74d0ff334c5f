using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>Walks the boxes of HEIC, AVIF, JPEG XL and JPEG 2000 files, or those within a box (ISO/IEC 14496-12, section 4.2).</summary>
internal ref struct IsoBoxes(ReadOnlySpan<byte> content)
{
    private readonly ReadOnlySpan<byte> _content = content;
    private int _next;

    public IsoBox Current { get; private set; }

    /// <summary>Whether the box after the last one is longer than what is there.</summary>
    internal bool IsCutOff { get; private set; }

    public readonly IsoBoxes GetEnumerator() => this;

    public bool MoveNext()
    {
        var rest = _content[Math.Min(_next, _content.Length)..];
        if (rest.Length < 8)
        {
            IsCutOff = rest.Length > 0;
            return false;
        }

        long length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        var header = length == 1 ? 16 : 8;
        length = length == 0 ? rest.Length : length > 1 || rest.Length < header ? length : BinaryPrimitives.ReadInt64BigEndian(rest[8..]);
        if (length < header || length > rest.Length)
        {
            IsCutOff = length > rest.Length || length == 1;
            return false;
        }

        Current = new IsoBox(BinaryPrimitives.ReadUInt32BigEndian(rest[4..]), _next + header, _next + (int)length);
        _next += (int)length;
        return true;
    }

    /// <summary>What the first box of that name holds; empty when there is none.</summary>
    internal static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> content, ReadOnlySpan<byte> name)
    {
        foreach (var box in new IsoBoxes(content))
        {
            if (box.Is(name))
            {
                return content[box.Start..box.End];
            }
        }

        return default;
    }

    internal static bool IsEndMissing(ReadOnlySpan<byte> content)
    {
        var boxes = new IsoBoxes(content);
        while (boxes.MoveNext())
        {
        }

        return boxes.IsCutOff;
    }
}

/// <summary>What a box holds lies from Start to End.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct IsoBox(uint Type, int Start, int End)
{
    internal bool Is(ReadOnlySpan<byte> name) => Type == BinaryPrimitives.ReadUInt32BigEndian(name);
}

using System.Buffers;
using System.Text;

namespace MediaPipeline.Archives.Names;

/// <summary>Names that an archive stores as UTF-16.</summary>
internal static class WideName
{
    /// <summary>As UTF-8. Half of a pair of surrogates, which UTF-8 cannot express, becomes three bytes that are none, so that no two names are one.</summary>
    public static byte[] ToUtf8(ReadOnlySpan<char> name)
    {
        var bytes = new List<byte>(name.Length * 3);
        Span<byte> encoded = stackalloc byte[4];
        while (!name.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(name, out var rune, out var length) == OperationStatus.Done)
            {
                bytes.AddRange(encoded[..rune.EncodeToUtf8(encoded)]);
            }
            else
            {
                bytes.AddRange([(byte)(0xE0 | (name[0] >> 12)), (byte)(0x80 | ((name[0] >> 6) & 0x3F)), (byte)(0x80 | (name[0] & 0x3F))]);
            }

            name = name[length..];
        }

        return [.. bytes];
    }
}

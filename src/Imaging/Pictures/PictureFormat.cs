using System.Buffers.Binary;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>A kind of picture file: its name in facts and state, the libvips loader that reads it, and how it is recognised.</summary>
/// <param name="Name">As stored: jpeg, png, webp, gif, tiff, heic, avif, jxl; svg, pdf, jp2, bmp, psd, ico and raw are off unless an option names them.</param>
/// <param name="Loader">libvips' loader; null for what no loader of ours reads.</param>
/// <param name="BlockedClass">The operation to unblock when an option allows an untrusted format.</param>
internal sealed record PictureFormat(string Name, string? Loader, string? BlockedClass = null)
{
    internal static readonly PictureFormat Jpeg = new("jpeg", "jpegload_source");
    internal static readonly PictureFormat Png = new("png", "pngload_source");
    internal static readonly PictureFormat Webp = new("webp", "webpload_source");
    internal static readonly PictureFormat Gif = new("gif", "gifload_source");
    internal static readonly PictureFormat Tiff = new("tiff", "tiffload_source");
    internal static readonly PictureFormat Heic = new("heic", "heifload_source");
    internal static readonly PictureFormat Avif = new("avif", "heifload_source");
    internal static readonly PictureFormat Jxl = new("jxl", "jxlload_source");

    private static readonly PictureFormat Svg = new("svg", "svgload_source", "VipsForeignLoadSvg");
    private static readonly PictureFormat Pdf = new("pdf", "pdfload_source", "VipsForeignLoadPdf");
    private static readonly PictureFormat Jp2 = new("jp2", "jp2kload_source", "VipsForeignLoadJp2k");
    private static readonly PictureFormat Raw = new("raw", null);
    private static readonly PictureFormat Bmp = new("bmp", null);
    private static readonly PictureFormat Psd = new("psd", null);
    private static readonly PictureFormat Ico = new("ico", null);
    private static readonly PictureFormat Mvg = new("mvg", null);

    /// <summary>What is read without being asked for.</summary>
    internal static readonly IReadOnlyList<PictureFormat> Standard = [Jpeg, Png, Webp, Gif, Tiff, Heic, Avif, Jxl];

    /// <summary>What an option may add, with the danger that it brings: these loaders are not hardened.</summary>
    internal static readonly IReadOnlyList<PictureFormat> Extra = [Svg, Pdf, Jp2];

    /// <summary>Bytes of the start of a file that are enough to recognise it.</summary>
    internal const int SniffLength = 1024;

    /// <summary>Recognises a picture by its first bytes, never by its name. Null for what is not a picture that we know of.</summary>
    internal static PictureFormat? Sniff(ReadOnlySpan<byte> head)
    {
        head = head[..Math.Min(head.Length, SniffLength)];
        return head switch
        {
            [0xFF, 0xD8, 0xFF, ..] => Jpeg,
            [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, ..] => Png,
            [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => Gif,
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => Webp,
            [(byte)'I', (byte)'I', 42 or 43, 0, ..] or [(byte)'M', (byte)'M', 0, 42 or 43, ..] => head is [_, _, _, _, _, _, _, _, (byte)'C', (byte)'R', ..] ? Raw : Tiff,
            [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => SniffHeif(head),
            [0xFF, 0x0A, ..] or [0, 0, 0, 12, (byte)'J', (byte)'X', (byte)'L', (byte)' ', ..] => Jxl,
            [0, 0, 0, 12, (byte)'j', (byte)'P', (byte)' ', (byte)' ', ..] or [0xFF, 0x4F, 0xFF, 0x51, ..] => Jp2,
            [(byte)'B', (byte)'M', _, _, _, _, 0, 0, 0, 0, ..] => Bmp,
            [(byte)'8', (byte)'B', (byte)'P', (byte)'S', ..] => Psd,
            [0, 0, 1 or 2, 0, not 0, 0, ..] => Ico,
            [(byte)'F', (byte)'U', (byte)'J', (byte)'I', (byte)'F', (byte)'I', (byte)'L', (byte)'M', ..] => Raw,
            [(byte)'I', (byte)'I', (byte)'R' or (byte)'U', ..] => Raw,
            _ => SniffText(head),
        };
    }

    /// <summary>The major brand decides; the neutral ones (mif1, msf1) are settled by the compatible brands.</summary>
    private static PictureFormat? SniffHeif(ReadOnlySpan<byte> head)
    {
        var end = Math.Min(head.Length, (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(head), SniffLength));
        var neutral = false;
        for (var at = 8; at + 4 <= end; at += at == 8 ? 8 : 4)
        {
            var brand = head.Slice(at, 4);
            if (brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8))
            {
                return Avif;
            }

            if (brand.SequenceEqual("crx "u8))
            {
                return Raw;
            }

            if (brand.StartsWith("hei"u8) || brand.StartsWith("hev"u8))
            {
                return Heic;
            }

            neutral |= brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("msf1"u8);
        }

        return neutral ? Heic : null;
    }

    private static PictureFormat? SniffText(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("%PDF"u8))
        {
            return Pdf;
        }

        if (head.StartsWith("push graphic-context"u8) || head.StartsWith("viewbox"u8))
        {
            return Mvg;
        }

        var start = head.TrimStart("\uFEFF \t\r\n"u8);
        return start.StartsWith("<"u8) && start.IndexOf("<svg"u8) >= 0 ? Svg : null;
    }
}

using System.Buffers.Binary;

namespace MediaPipeline.Contracts.Formats;

/// <summary>A format of picture files, and how it is recognised.</summary>
/// <param name="Name">As stored.</param>
/// <param name="MediaType">As sent in <c>Content-Type</c>.</param>
/// <param name="Extensions">
/// With their dot, in lower case, the usual one first. A scan imports files with these extensions; empty for formats that it ignores.
/// </param>
public sealed record PictureFormat(string Name, string MediaType, IReadOnlyList<string> Extensions)
{
    public static readonly PictureFormat Jpeg = new(
        "jpeg", "image/jpeg", [".jpg", ".jpeg", ".jpe", ".jif", ".jfif", ".jfi", ".pjpeg", ".pjp", ".jps", ".mpo", ".thm"]);
    public static readonly PictureFormat Png = new("png", "image/png", [".png", ".apng"]);
    public static readonly PictureFormat Webp = new("webp", "image/webp", [".webp"]);
    public static readonly PictureFormat Gif = new("gif", "image/gif", [".gif"]);
    public static readonly PictureFormat Tiff = new("tiff", "image/tiff", [".tif", ".tiff", ".btf", ".tf8"]);
    public static readonly PictureFormat Heic = new("heic", "image/heic", [".heic", ".heif", ".hif", ".heics", ".heifs"]);
    public static readonly PictureFormat Avif = new("avif", "image/avif", [".avif", ".avifs"]);
    public static readonly PictureFormat Jxl = new("jxl", "image/jxl", [".jxl"]);
    public static readonly PictureFormat Svg = new("svg", "image/svg+xml", [".svg"]);
    public static readonly PictureFormat Pdf = new("pdf", "application/pdf", [".pdf"]);
    public static readonly PictureFormat Jp2 = new("jp2", "image/jp2", [".jp2", ".j2k", ".jpf", ".jpx", ".j2c"]);
    public static readonly PictureFormat Psd = new("psd", "image/vnd.adobe.photoshop", [".psd"]);
    public static readonly PictureFormat Ico = new("ico", "image/x-icon", [".ico"]);
    public static readonly PictureFormat Bmp = new("bmp", "image/bmp", [".bmp"]);
    public static readonly PictureFormat Raw = new("raw", "application/octet-stream", []);
    public static readonly PictureFormat Mvg = new("mvg", "application/octet-stream", []);

    /// <summary>Read by default, and pixels only: browsers may show them in place, where SVG and the like can run scripts.</summary>
    public static IReadOnlyList<PictureFormat> Standard { get; } = [Jpeg, Png, Webp, Gif, Tiff, Heic, Avif, Jxl, Jp2];

    /// <summary>Read only if an option allows it: their decoders are not hardened against hostile files.</summary>
    public static IReadOnlyList<PictureFormat> Optional { get; } = [Svg];

    /// <summary>Recognised, and never read.</summary>
    public static IReadOnlyList<PictureFormat> Unsupported { get; } = [Pdf, Psd, Ico, Bmp, Raw, Mvg];

    /// <summary>Whether it is read by default.</summary>
    public bool IsStandard => Standard.Contains(this);

    /// <summary>The standard format of that name; null for any other.</summary>
    public static PictureFormat? FindStandard(string? name) => Standard.FirstOrDefault(format => string.Equals(format.Name, name, StringComparison.Ordinal));

    /// <summary>Bytes of the start of a file that are enough to recognise it.</summary>
    public const int SniffLength = 1024;

    /// <summary>Recognises a picture by its first bytes, never by its name. Null for an unknown format.</summary>
    public static PictureFormat? Sniff(ReadOnlySpan<byte> head)
    {
        head = head[..Math.Min(head.Length, SniffLength)];
        return head switch
        {
            [0xFF, 0xD8, 0xFF, ..] => Jpeg,
            [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, ..] => Png,
            [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => Gif,
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => Webp,
            [(byte)'I', (byte)'I', 42 or 43, 0, ..] or [(byte)'M', (byte)'M', 0, 42 or 43, ..] => head is [_, _, _, _, _, _, _, _, (byte)'C', (byte)'R', ..]
                ? Raw : Tiff,
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

using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using MediaPipeline.Contracts.Formats;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>
/// Finds the EXIF and XMP blocks of a picture. It follows no nesting, so that its time depends on nothing but the length of the file, and unpacks compressed
/// blocks up to a limit only.
/// </summary>
internal sealed class MetadataBlocks(MetadataBlocks.Visit exif, MetadataBlocks.Visit xmp)
{
    private int _unpackable = MostUnpackedBytes;

    /// <summary>An EXIF block starts with its TIFF header; an XMP block is text.</summary>
    internal delegate void Visit(ReadOnlySpan<byte> block);

    /// <summary>Whether a block was left out because it unpacks to too much.</summary>
    internal bool IsIncomplete { get; private set; }

    internal void Find(PictureFormat format, ReadOnlySpan<byte> content)
    {
        switch (format.Name)
        {
            case "jpeg":
                FindInJpeg(content);
                break;
            case "png":
                FindInPng(content);
                break;
            case "webp":
                FindInWebp(content);
                break;
            case "tiff":
                exif(content);
                break;
            case "heic" or "avif":
                HeifItems.ForEach(content, AddHeifItem);
                break;
            case "jxl" or "jp2" when content[0] == 0:
                FindInBoxes(content);
                break;
            case "gif" when content.IndexOf("XMP DataXMP"u8) is > 0 and var start:
                xmp(content[start..]);
                break;
        }
    }

    private void FindInJpeg(ReadOnlySpan<byte> jpeg)
    {
        foreach (var segment in new JpegSegments(jpeg, untilPixels: true))
        {
            var body = segment.BodyIn(jpeg);
            if (segment.Marker == ApplicationOne && body.StartsWith(ExifPrefix))
            {
                exif(body[ExifPrefix.Length..]);
            }
            else if (segment.Marker == ApplicationOne && body.StartsWith("http://ns.adobe.com/x"u8))
            {
                xmp(body);
            }
        }
    }

    private void FindInPng(ReadOnlySpan<byte> png)
    {
        foreach (var chunk in new PngChunks(png))
        {
            var body = png[chunk.Start..chunk.End];
            if (chunk.Is("eXIf"u8))
            {
                exif(body);
            }
            else if (chunk.Is("iTXt"u8) && body.StartsWith(XmpKeyword) && body.Length > XmpKeyword.Length + 2)
            {
                var text = AfterNull(AfterNull(body[(XmpKeyword.Length + 2)..]));
                xmp(body[XmpKeyword.Length] == 0 ? text : Unpack(text));
            }
            else if ((chunk.Is("zTXt"u8) || chunk.Is("tEXt"u8)) && body.StartsWith("Raw profile type "u8))
            {
                AddRawProfile(body["Raw profile type ".Length..], isPacked: chunk.Is("zTXt"u8));
            }
        }
    }

    private static ReadOnlySpan<byte> AfterNull(ReadOnlySpan<byte> text) => text[(text.IndexOf((byte)0) + 1)..];

    /// <summary>ImageMagick's way: the name, then the block's name and length and its bytes in hexadecimal digits.</summary>
    private void AddRawProfile(ReadOnlySpan<byte> profile, bool isPacked)
    {
        var end = profile.IndexOf((byte)0);
        if (end < 0 || end + 2 > profile.Length)
        {
            return;
        }

        var name = profile[..end];
        var digits = isPacked ? Unpack(profile[(end + 2)..]) : profile[(end + 1)..];
        for (var line = 0; line < 3; line++)
        {
            digits = digits[(digits.IndexOf((byte)'\n') + 1)..];
        }

        var hex = Array.FindAll(digits.ToArray(), static digit => char.IsAsciiHexDigit((char)digit));
        var block = Convert.FromHexString(Encoding.ASCII.GetString(hex, 0, hex.Length & ~1));
        if (name.SequenceEqual("xmp"u8))
        {
            xmp(block);
        }
        else
        {
            AddExif(block);
        }
    }

    private void FindInWebp(ReadOnlySpan<byte> webp)
    {
        foreach (var chunk in new WebpChunks(webp))
        {
            if (chunk.Is("EXIF"u8))
            {
                AddExif(chunk.BodyIn(webp));
            }
            else if (chunk.Is("XMP "u8))
            {
                xmp(chunk.BodyIn(webp));
            }
        }
    }

    private void AddHeifItem(uint type, ReadOnlySpan<byte> content) => AddBox(new IsoBox(type, 0, content.Length), content);

    private void FindInBoxes(ReadOnlySpan<byte> content)
    {
        foreach (var box in new IsoBoxes(content))
        {
            AddBox(box, content[box.Start..box.End]);
        }
    }

    private void AddBox(IsoBox box, ReadOnlySpan<byte> body)
    {
        if (box.Is("Exif"u8) && body.Length > 4 && BinaryPrimitives.ReadUInt32BigEndian(body) is var skipped && skipped < body.Length - 4)
        {
            AddExif(body[(4 + (int)skipped)..]);
        }
        else if (box.Is("xml "u8) || box.Is("mime"u8) || (box.Is("uuid"u8) && body.StartsWith(XmpUuid)))
        {
            xmp(body);
        }
        else if (box.Is("uuid"u8) && body.StartsWith(ExifUuid))
        {
            AddExif(body[16..]);
        }
        else if (box.Is("brob"u8) && body.Length > 4 && (body.StartsWith("Exif"u8) || body.StartsWith("xml "u8)))
        {
            var unpacked = Unpack(body[4..], isBrotli: true);
            AddBox(new IsoBox(BinaryPrimitives.ReadUInt32BigEndian(body), 0, unpacked.Length), unpacked);
        }
    }

    /// <summary>Some writers put JPEG's prefix before the block in other formats too.</summary>
    private void AddExif(ReadOnlySpan<byte> block) => exif(block.StartsWith(ExifPrefix) ? block[ExifPrefix.Length..] : block);

    private unsafe ReadOnlySpan<byte> Unpack(ReadOnlySpan<byte> packed, bool isBrotli = false)
    {
        if (_unpackable <= 0)
        {
            IsIncomplete = true;
            return default;
        }

        fixed (byte* start = packed)
        {
            using var source = new UnmanagedMemoryStream(start, packed.Length);
            using Stream unpacking = isBrotli ? new BrotliStream(source, CompressionMode.Decompress) : new ZLibStream(source, CompressionMode.Decompress);
            var block = new byte[Math.Min(_unpackable, (long)packed.Length * MostRatio)];
            _unpackable -= LeastCostBytes;
            try
            {
                var length = unpacking.ReadAtLeast(block, block.Length, throwOnEndOfStream: false);
                IsIncomplete |= length == block.Length && unpacking.ReadByte() >= 0;
                _unpackable -= length;
                return block.AsSpan(0, length);
            }
            catch (InvalidDataException)
            {
                return default;
            }
        }
    }

    // XMP is hardly ever larger; a camera's notes in EXIF may take some hundred kilobytes.
    private const int MostUnpackedBytes = 8 << 20;
    private const int MostRatio = 1100;

    // To try costs time even where nothing comes of it.
    private const int LeastCostBytes = 8 << 10;
    private const byte ApplicationOne = 0xE1;

    /// <summary>After it come a flag and the method of the compression, then language and translated keyword, each up to a zero.</summary>
    private static ReadOnlySpan<byte> XmpKeyword => "XML:com.adobe.xmp\0"u8;

    private static ReadOnlySpan<byte> ExifPrefix => "Exif\0\0"u8;
    private static ReadOnlySpan<byte> XmpUuid => [0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC];
    private static ReadOnlySpan<byte> ExifUuid => "JpgTiffExif->JP2"u8;
}

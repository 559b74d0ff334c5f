using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using MediaPipeline.Contracts.Formats;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Imaging.Pictures;
using MediaPipeline.Imaging.Tests.Kit;
using NetVips;

namespace MediaPipeline.Imaging.Tests.Pictures;

/// <summary>No position and no serial number reaches a rendition, however it is made.</summary>
public sealed class MetadataTests
{
    [Theory]
    [OnBoth("exif.jpeg", "xmp.jpeg", "trailer.jpeg", "exif.png", "xmp.png", "exif.webp", "exif.tiff")]
    internal async Task ARendition_HoldsNoMetadata(TestDecoders decoders, string name)
    {
        await using var test = TestEngine.On(decoders);
        var path = test.Folder.Write(name, Make(name));

        foreach (var format in Enum.GetValues<RenditionFormat>())
        {
            foreach (var allowCopy in new[] { false, true })
            {
                var rendered = await test.RenderedAsync(
                    path, TestEngine.Thumbnail with { Format = format }, TestEngine.Viewing with { Format = format, AllowCopy = allowCopy });

                Metadata.ShouldBeGone(rendered.Viewing.TemporaryPath);
                Metadata.ShouldBeGone(rendered.Thumbnail.TemporaryPath);
            }
        }
    }

    [Theory]
    [OnBoth("exif.jpeg", "xmp.jpeg", "exif.png", "xmp.png", "exif.webp")]
    internal async Task APosition_IsSeenByTheProbe_WhereverItStands(TestDecoders decoders, string name)
    {
        await using var test = TestEngine.On(decoders);

        (await test.FactsAsync(test.Folder.Write(name, Make(name)))).HasPosition.ShouldBeTrue();
    }

    [Theory, OnBoth]
    internal async Task BrokenMetadata_IsNoFaultOfThePicture(TestDecoders decoders)
    {
        await using var test = TestEngine.On(decoders);
        var jpeg = JpegFile.WithSegment(JpegFile.Of(Picture), 0xE1, [.. "Exif\0\0MM"u8, 0, 42, 0xFF, 0xFF, 0xFF, 0xF0, 1, 2, 3]);
        var path = test.Folder.Write("broken.jpg", jpeg);

        (await test.FactsAsync(path)).Camera.ShouldBeNull();
        (await test.RenderedAsync(path)).Warnings.ShouldBeEmpty();
    }

    /// <summary>A reader that follows every level twice needs 2^32 steps for this.</summary>
    [Theory]
    [OnAllDecoders("heic")]
    [OnBoth("jpeg", "png", "compressed.png", "webp", "exif.jpeg", "tiff")]
    internal async Task DeepXmp_CostsNothing_AndItsPositionIsSeen(TestDecoders decoders, string kind)
    {
        await using var test = TestEngine.On(decoders, options => options.TimeLimit = TimeSpan.FromSeconds(15));
        var path = test.Folder.Write(kind, WithXmp(kind, Deep(depth: 10_000, "<exif:GPSLatitude>52,30.98N</exif:GPSLatitude>")));

        (await test.FactsAsync(path)).HasPosition.ShouldBeTrue();
        (await test.RenderedAsync(path)).Warnings.ShouldBeEmpty();
        test.Engine.Status.WorkersReplaced.ShouldBe(0);
    }

    [Theory, OnBoth]
    internal async Task DeepXmp_OfTheSample_CostsNothing(TestDecoders decoders)
    {
        await using var test = TestEngine.On(decoders, options => options.TimeLimit = TimeSpan.FromSeconds(15));

        (await test.RenderedAsync(test.Folder.Write("deep.jpg", SampleFile.Read("xmp-deep-32.jpg")))).Warnings.ShouldBeEmpty();
    }

    /// <summary>Text that unpacks to 400 MB in 400 KB, several times.</summary>
    [Theory]
    [OnAllDecoders("zTXt")]
    [OnBoth("iTXt")]
    internal async Task ABombOfCompressedText_IsLeftOutWithAWarning_InLittleMemory(TestDecoders decoders, string chunk)
    {
        await using var test = TestEngine.On(decoders, _ => { });
        var (bomb, head) = (Deflated(new byte[1 << 20], 400), chunk.Equals("zTXt", StringComparison.Ordinal)
            ? "Raw profile type xmp\0\0"u8.ToArray()
            : "XML:com.adobe.xmp\0\u0001\0\0\0"u8.ToArray());
        var png = PngFile.Of(Pixels.Quarters(400, 300));
        for (var i = 0; i < 4; i++)
        {
            png = PngFile.WithChunk(png, chunk, [.. head, .. bomb]);
        }

        var path = test.Folder.Write("bomb.png", png);

        (await test.FactsAsync(path)).Width.ShouldBe(400);
        (await test.RenderedAsync(path)).Warnings.ShouldHaveSingleItem().Code.ShouldBe("metadataIgnored");
        test.Engine.Status.WorkerResidentBytes.ShouldBeLessThan(350_000_000);
        test.Engine.Status.WorkersReplaced.ShouldBe(0);
    }

    [Theory]
    [OnAllDecoders("heic", "jxl")]
    [OnBoth("jpeg", "png", "zTXt.png", "webp")]
    internal async Task CameraTimeAndPosition_AreRead(TestDecoders decoders, string kind)
    {
        await using var test = TestEngine.On(decoders);
        var facts = await test.FactsAsync(test.Folder.Write(kind, WithExifBlock(kind)));

        (facts.Camera, facts.TakenAt, facts.HasPosition).ShouldBe(("Leica M10 (serial 4711-secret)", "2021-07-04T18:30:15+02:00", true));
    }

    [Fact]
    public void CameraTimeAndPosition_OfATiff_AreRead()
    {
        var metadata = PictureMetadata.Read(PictureFormat.Tiff, JpegFile.Exif([], "Leica", position: true).AsSpan(6));

        metadata.ShouldBe(new PictureMetadata(true, "2021-07-04T18:30:15+02:00", "Leica M10 (serial 4711-secret)", false));
    }

    /// <summary>Directories that point to themselves, to nowhere, or claim more than is there.</summary>
    [Theory]
    [InlineData(4, new byte[] { 0xFF, 0xFF, 0xFF, 0xF0 })]
    [InlineData(8, new byte[] { 0xFF, 0xFF })]
    [InlineData(22, new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF })]
    public void AHostileDirectory_CountsAsNone(int at, byte[] value)
    {
        var block = JpegFile.Exif([], "Leica", position: true).AsSpan(6).ToArray();
        value.CopyTo(block, at);
        for (var length = 0; length <= block.Length; length++)
        {
            PictureMetadata.Read(PictureFormat.Tiff, block.AsSpan(0, length)).IsIncomplete.ShouldBeFalse();
        }
    }

    private static byte[] WithExifBlock(string kind)
    {
        var exif = JpegFile.Exif([], "Leica", position: true);
        return kind switch
        {
            "jpeg" => JpegFile.WithCameraAndPosition(JpegFile.Of(Picture)),
            "png" => PngFile.WithChunk(PngFile.Of(Pixels.Quarters(400, 300)), "eXIf", exif.AsSpan(6)),
            "zTXt.png" => PngFile.WithChunk(PngFile.Of(Pixels.Quarters(400, 300)), "zTXt",
                [.. "Raw profile type exif\0\0"u8, .. Deflated(Encoding.ASCII.GetBytes($"\nexif\n{exif.Length,8}\n{Convert.ToHexStringLower(exif)}\n"), 1)]),
            "webp" => WithExif(TestVips.Encode(Picture, "webpsave_target", ("Q", "40")), exif.AsSpan(6)),
            "jxl" =>
            [
                .. Box("JXL ", [0x0D, 0x0A, 0x87, 0x0A]), .. Box("ftyp", "jxl \0\0\0\0jxl "u8), .. Box("Exif", [0, 0, 0, 0, .. exif.AsSpan(6)]),
                .. Box("jxlc", TestVips.Encode(Picture, "jxlsave_target")),
            ],
            _ => EncodeWith("exif-data", exif, kind),
        };
    }

    private static byte[] Box(string name, ReadOnlySpan<byte> body) =>
        [.. BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(body.Length + 8)), .. Encoding.ASCII.GetBytes(name), .. body];

    private static byte[] WithXmp(string kind, byte[] xmp) => kind switch
    {
        "jpeg" => JpegFile.WithSegment(JpegFile.Of(Picture), 0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. xmp.AsSpan(0, Math.Min(xmp.Length, 60_000))]),
        "png" => PngFile.WithChunk(PngFile.Of(Pixels.Quarters(400, 300)), "iTXt", [.. "XML:com.adobe.xmp\0\0\0\0\0"u8, .. xmp]),
        "compressed.png" => PngFile.WithChunk(PngFile.Of(Pixels.Quarters(400, 300)), "iTXt",
            [.. "XML:com.adobe.xmp\0\u0001\0\0\0"u8, .. Deflated(xmp, 1)]),
        "exif.jpeg" => JpegFile.WithSegment(JpegFile.Of(Picture), 0xE1, ExifWithXmp(xmp.AsSpan(0, Math.Min(xmp.Length, 60_000)))),
        _ => EncodeWith("xmp-data", xmp, kind),
    };

    /// <summary>XMP as a tag of the first directory, as in a TIFF.</summary>
    private static byte[] ExifWithXmp(ReadOnlySpan<byte> xmp)
    {
        byte[] count = [0, 0, (byte)(xmp.Length >> 8), (byte)xmp.Length];
        return [.. "Exif\0\0MM\0*\0\0\0\b\0\u0001"u8, 0x02, 0xBC, 0, 1, .. count, 0, 0, 0, 26, 0, 0, 0, 0, .. xmp];
    }

    private static byte[] EncodeWith(string field, byte[] data, string kind)
    {
        using var plain = TestVips.ToImage(Picture);
        using var image = plain.Mutate(fields => fields.Set(GValue.BlobType, field, data));
        return kind switch
        {
            "heic" => TestVips.Encode(image, "heifsave_target", ("compression", "hevc")),
            _ => TestVips.Encode(image, $"{kind}save_target"),
        };
    }

    /// <summary>The position stands before the depth, so that it is there where a format limits the length.</summary>
    private static byte[] Deep(int depth, string inner)
    {
        var text = new StringBuilder("<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>")
            .Append("<rdf:Description rdf:about='' xmlns:a='http://a/' xmlns:exif='http://ns.adobe.com/exif/1.0/'>").Append(inner);
        for (var i = 0; i < depth; i++)
        {
            text.Append("<a:b rdf:parseType='Resource'>");
        }

        text.Append("<a:c>x</a:c>").Insert(text.Length, "</a:b>", depth);
        return Encoding.UTF8.GetBytes(text.Append("</rdf:Description></rdf:RDF></x:xmpmeta>").ToString());
    }

    private static byte[] Deflated(byte[] data, int times)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var i = 0; i < times; i++)
            {
                zlib.Write(data);
            }
        }

        return packed.ToArray();
    }

    private static byte[] Make(string name)
    {
        var exif = JpegFile.Exif([], "Leica", position: true);
        return name switch
        {
            "exif.jpeg" => JpegFile.WithCameraAndPosition(JpegFile.Of(Picture)),
            "xmp.jpeg" => JpegFile.WithSegment(JpegFile.Of(Picture, 70), 0xE1,
                [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Encoding.UTF8.GetBytes(Metadata.Xmp)]),
            "trailer.jpeg" => [.. JpegFile.Of(Picture, 70), .. "a film with GPS and serial 4711-secret"u8],
            "exif.png" => PngFile.WithChunk(PngFile.Of(Pixels.Quarters(400, 300)), "eXIf", exif.AsSpan(6)),
            "xmp.png" => PngFile.WithChunk(PngFile.Of(Pixels.Quarters(400, 300)), "iTXt",
                [.. "XML:com.adobe.xmp\0\0\0\0\0"u8, .. Encoding.UTF8.GetBytes(Metadata.Xmp)]),
            "exif.webp" => WithExif(TestVips.Encode(Picture, "webpsave_target", ("Q", "40")), exif.AsSpan(6)),
            _ => TestVips.Encode(Picture, "tiffsave_target"),
        };
    }

    /// <summary>A plain lossy WebP becomes an extended one: VP8X, the picture, EXIF.</summary>
    private static byte[] WithExif(byte[] webp, ReadOnlySpan<byte> exif)
    {
        byte[] size = [(Width - 1) & 255, (Width - 1) >> 8, 0, (Height - 1) & 255, (Height - 1) >> 8, 0];
        byte[] pad = exif.Length % 2 == 1 ? [0] : [];
        var picture = webp.AsSpan(webp.AsSpan().IndexOf("VP8 "u8));
        byte[] body = [.. "WEBP"u8, .. "VP8X"u8, 10, 0, 0, 0, 0x08, 0, 0, 0, .. size, .. picture, .. "EXIF"u8, .. BitConverter.GetBytes(exif.Length), .. exif,
            .. pad];
        return [.. "RIFF"u8, .. BitConverter.GetBytes(body.Length), .. body];
    }

    private const int Width = 640;
    private const int Height = 400;
    private static readonly Pixels Picture = Pixels.Photo(Width, Height);
}

using System.Text;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Imaging.Tests.Kit;

namespace MediaPipeline.Imaging.Tests.Pictures;

/// <summary>No position and no serial number reaches a rendition, however it is made.</summary>
public sealed class MetadataTests
{
    [Theory]
    [OnAllDecoders("exif.jpeg", "xmp.jpeg", "trailer.jpeg", "exif.png", "xmp.png", "exif.webp", "exif.tiff")]
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
    [OnAllDecoders("exif.jpeg", "xmp.jpeg", "exif.png", "xmp.png", "exif.webp")]
    internal async Task APosition_IsSeenByTheProbe_WhereverItStands(TestDecoders decoders, string name)
    {
        await using var test = TestEngine.On(decoders);

        (await test.FactsAsync(test.Folder.Write(name, Make(name)))).HasPosition.ShouldBeTrue();
    }

    [Theory, OnAllDecoders]
    internal async Task BrokenMetadata_IsNoFaultOfThePicture(TestDecoders decoders)
    {
        await using var test = TestEngine.On(decoders);
        var jpeg = JpegFile.WithSegment(JpegFile.Of(Picture), 0xE1, [.. "Exif\0\0MM"u8, 0, 42, 0xFF, 0xFF, 0xFF, 0xF0, 1, 2, 3]);
        var path = test.Folder.Write("broken.jpg", jpeg);

        (await test.FactsAsync(path)).Camera.ShouldBeNull();
        (await test.RenderedAsync(path)).Warnings.ShouldBeEmpty();
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

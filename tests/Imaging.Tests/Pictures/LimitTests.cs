using System.Buffers.Binary;
using System.Diagnostics;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Imaging.Tests.Kit;

namespace MediaPipeline.Imaging.Tests.Pictures;

/// <summary>Pictures that are enormous, or enormously thin.</summary>
public sealed class LimitTests
{
    [Theory]
    [OnBoth("bomb.png", "bomb.jpg")]
    internal async Task APictureOfTooManyPixels_IsRejectedFromItsHeader(TestDecoders decoders, string name)
    {
        // Workers of its own: those that tests share still hold memory of the pictures before.
        await using var test = TestEngine.On(decoders, _ => { });
        await test.FactsAsync(test.Folder.Write("warm.jpg", JpegFile.Of(Pixels.Quarters(8, 8))));
        var path = test.Folder.Write(name, name.EndsWith("png", StringComparison.Ordinal) ? PngFile.Black(30_000, 30_000) : JpegOf65000());

        var watch = Stopwatch.StartNew();
        var result = await test.ProbeAsync(path);

        result.ShouldBeOfType<ProbeResult.Rejected>().Fault.Code.ShouldBe("tooManyPixels");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5), "it takes milliseconds, but the machine may be busy; to decode it would take longer");
        test.Engine.Status.WorkerResidentBytes.ShouldBeLessThan(300_000_000);
        (await test.RenderAsync(path, TestEngine.NoFacts)).ShouldBeOfType<RenderResult.Rejected>().Fault.Code.ShouldBe("tooManyPixels");
    }

    /// <summary>A row of the PNG alone would take 13 GB, and the width of the TIFF is negative where it is an int. libvips reads neither header.</summary>
    [Theory]
    [OnBoth("png", "tiff")]
    internal async Task APictureThatClaimsBillionsOfPixelsARow_IsRejected_InLittleMemory(TestDecoders decoders, string kind)
    {
        await using var test = TestEngine.On(decoders, options => options.MemoryLimitBytes = 500_000_000);

        var rejected = (await test.ProbeAsync(test.Folder.Write("wide", Wide(kind)))).ShouldBeOfType<ProbeResult.Rejected>();

        rejected.Fault.Code.ShouldBe("notAPicture");
        test.Engine.Status.WorkersReplaced.ShouldBe(0);
    }

    /// <summary>As phones make them: the decoder makes it eight times smaller on the way.</summary>
    [Fact]
    internal async Task AJpegOf200Megapixels_IsRendered_InLittleMemory()
    {
        await using var test = TestEngine.On(TestDecoders.All, _ => { });

        var rendered = await test.RenderedAsync(test.Folder.Write("phone.jpg", JpegFile.Flat(16_320, 12_240)));

        (rendered.Viewing.Width, rendered.Viewing.Height).ShouldBe((1440, 1080));
        test.Engine.Status.WorkerResidentBytes.ShouldBeLessThan(300_000_000);
    }

    /// <summary>A JPEG is only as small as the box lets it be, and a progressive one is kept whole by its decoder.</summary>
    [Fact]
    internal async Task AJpegThatCannotBeMadeSmallEnoughOnTheWay_IsRejected()
    {
        await using var test = TestEngine.On(TestDecoders.All, options => options.MaxPixels = 150_000);
        var plain = test.Folder.Write("plain.jpg", JpegFile.Of(Pixels.Photo(800, 600)));
        var progressive = test.Folder.Write("progressive.jpg", JpegFile.Of(Pixels.Photo(800, 600), 90, ("interlace", "true")));

        (await test.RenderAsync(plain)).ShouldBeOfType<RenderResult.Rejected>().Fault.Code.ShouldBe("tooManyPixels");
        (await test.RenderedAsync(plain, viewing: TestEngine.Viewing with { MaxWidth = 400, MaxHeight = 300 })).Viewing.Width.ShouldBe(400);
        (await test.ProbeAsync(progressive)).ShouldBeOfType<ProbeResult.Rejected>().Fault.Code.ShouldBe("tooManyPixels");
    }

    [Fact]
    internal async Task AFileThatIsTooLarge_IsRejectedUnread()
    {
        await using var test = TestEngine.On(TestDecoders.All, options => options.MaxFileBytes = 1000);
        var path = test.Folder.Write("large.jpg", new byte[1001]);

        (await test.ProbeAsync(path)).ShouldBeOfType<ProbeResult.Rejected>().Fault.Code.ShouldBe("tooLarge");
    }

    [Theory]
    [OnBoth("60000x1.png", "1x60000.png", "1x1.png", "60000x1.jpeg", "1x60000.jpeg", "1x1.jpeg", "16000x1.webp", "1x16000.webp", "1x1.webp", "1x1.gif",
        "1x60000.tiff")]
    internal async Task APictureOfOnePixelASide_IsRendered(TestDecoders decoders, string name)
    {
        await using var test = TestEngine.On(decoders);
        var size = Path.GetFileNameWithoutExtension(name).Split('x').Select(int.Parse).ToArray();
        var saver = Path.GetExtension(name)[1..] + "save_target";
        var path = test.Folder.Write(name, TestVips.Encode(Pixels.Photo(size[0], size[1]), saver));

        var rendered = await test.RenderedAsync(path);

        rendered.Viewing.Width.ShouldBeInRange(1, 1920);
        rendered.Viewing.Height.ShouldBeInRange(1, 1080);
        Math.Min(rendered.Thumbnail.Width, rendered.Thumbnail.Height).ShouldBe(1);
        Math.Max(rendered.Thumbnail.Width, rendered.Thumbnail.Height).ShouldBe(Math.Min(300, Math.Max(size[0], size[1])));
        test.Engine.Status.WorkersReplaced.ShouldBe(0);
    }

    private static byte[] Wide(string kind)
    {
        if (kind.Equals("png", StringComparison.Ordinal))
        {
            var png = PngFile.Of(Pixels.Quarters(48, 32));
            BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), 0x7FFF_0030);
            return PngFile.WithChecksums(png);
        }

        var tiff = TiffFile.Of(24, 16, 1, 1, new byte[24 * 16]);
        BinaryPrimitives.WriteUInt32LittleEndian(tiff.AsSpan(18), 0x8C12_3498);
        return tiff;
    }

    /// <summary>A small JPEG whose frame header claims 65,000 x 65,000.</summary>
    private static byte[] JpegOf65000()
    {
        var jpeg = JpegFile.Of(Pixels.Quarters(64, 64));
        var frame = jpeg.AsSpan().IndexOf(new byte[] { 0xFF, 0xC0 });
        (jpeg[frame + 5], jpeg[frame + 6], jpeg[frame + 7], jpeg[frame + 8]) = (65_000 >> 8, unchecked((byte)65_000), 65_000 >> 8, unchecked((byte)65_000));
        return jpeg;
    }
}

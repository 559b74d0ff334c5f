using System.Diagnostics;
using MediaPipeline.Contracts.Formats;
using MediaPipeline.Imaging.Pictures;

namespace MediaPipeline.Imaging.Tests.Fuzz;

/// <summary>Our own readers of files, which every worker runs on every file: whatever that holds, they neither throw nor take long.</summary>
public sealed class MetadataFuzzTests
{
    [Theory]
    [InlineData("jpeg")]
    [InlineData("png")]
    [InlineData("webp")]
    [InlineData("gif")]
    [InlineData("tiff")]
    [InlineData("avif")]
    [InlineData("heic")]
    [InlineData("jxl")]
    [InlineData("jp2")]
    public void TwentyThousandMutatedFiles_AreReadByOurReaders(string name)
    {
        var format = PictureFormat.FindStandard(name)!;
        var slowest = TimeSpan.Zero;
        foreach (var seed in FuzzedFiles.Seeds(20_000))
        {
            var content = MutatedFile.Make(format, seed);
            var watch = Stopwatch.StartNew();
            try
            {
                ReadAll(content);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"{FuzzedFiles.Name(name, seed)}: {e.Message}", e);
            }

            slowest = watch.Elapsed > slowest ? watch.Elapsed : slowest;
        }

        slowest.ShouldBeLessThan(TimeSpan.FromSeconds(5), "it takes a millisecond, but the machine may be busy");
    }

    private static void ReadAll(byte[] content)
    {
        if (PictureFormat.Sniff(content) is not { } format)
        {
            return;
        }

        PictureMetadata.Read(format, content);
        PictureEnd.IsMissing(format, content);
        ColourCoding.Read(format, content);
        MetadataFilter.Copy(format, content);
        RawTiff.IsRaw(content);
        if (format == PictureFormat.Jpeg)
        {
            JpegStructure.Read(content);
            ReadProfiles(content);
        }
        else if (format == PictureFormat.Png)
        {
            PngChunks.AnimationFrames(content);
        }

        var header = new PictureHeader(format, 64, 48, 1, false, 1, true, false, true, null);
        RenditionQuality.Cap(100, header, content);
    }

    private static void ReadProfiles(byte[] jpeg)
    {
        foreach (var segment in new JpegSegments(jpeg, untilPixels: true))
        {
            if (segment.Marker == 0xE2 && segment.BodyIn(jpeg) is { Length: > 14 } body)
            {
                var profile = new ColourProfile(body[14..]);
                _ = (profile.IsSrgb, profile.IsCmyk, profile.HighDynamicRange, profile.Fits("RGB "u8), profile.Fits("GRAY"u8));
            }
        }
    }
}

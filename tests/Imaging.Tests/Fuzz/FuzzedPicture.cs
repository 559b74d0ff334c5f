using System.Security.Cryptography;
using MediaPipeline.Contracts.Formats;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Imaging.Pictures;
using MediaPipeline.Imaging.Tests.Kit;

namespace MediaPipeline.Imaging.Tests.Fuzz;

/// <summary>One mutated file on its way through the engine, and what must be true of every answer.</summary>
internal static class FuzzedPicture
{
    /// <summary>How it ended. Throws with the seed in the message for what must not be.</summary>
    internal static async Task<string> TryAsync(TestEngine test, PictureFormat format, int seed)
    {
        var content = MutatedFile.Make(format, seed);
        var path = test.Folder.Write($"{format.Name}-{seed}", content);
        try
        {
            return await test.ProbeAsync(path) switch
            {
                ProbeResult.Probed { Facts: var facts } => await RenderAsync(test, path, Check(facts, content), seed),
                ProbeResult.Rejected { Fault: var fault } => Known(fault, Rejections),
                ProbeResult.Quarantined { Fault: var fault } => $"quarantined {Known(fault, Quarantines)}, seed {seed}",
                var other => throw new InvalidOperationException(other.ToString()),
            };
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{FuzzedFiles.Name(format.Name, seed)}: {e.Message}", e);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<string> RenderAsync(TestEngine test, string path, PictureFacts facts, int seed)
    {
        var format = seed % 2 == 0 ? RenditionFormat.Jpeg : RenditionFormat.Webp;
        var thumbnail = new RenditionSpec(40, 40, format, 80, AllowCopy: false);
        var viewing = new RenditionSpec(200, 150, format, 85, AllowCopy: seed % 4 > 1);
        switch (await test.RenderAsync(path, facts, thumbnail, viewing))
        {
            case RenderResult.Rendered rendered:
                Check(rendered.Thumbnail, thumbnail);
                Check(rendered.Viewing, viewing);
                return rendered.Warnings.Select(warning => Known(warning, Warnings)).Order().Aggregate("rendered", (text, code) => $"{text} {code}");
            case RenderResult.Rejected { Fault: var fault }:
                return Known(fault, Rejections);
            case RenderResult.Quarantined { Fault: var fault }:
                return $"quarantined {Known(fault, Quarantines)}, seed {seed}";
            case var other:
                throw new InvalidOperationException(other.ToString());
        }
    }

    private static PictureFacts Check(PictureFacts facts, byte[] content)
    {
        facts.Format.ShouldBeOneOf([.. MutatedFile.Samples.Keys.Select(format => format.Name)]);
        (facts.Width, facts.Height).ShouldSatisfyAllConditions(() => facts.Width.ShouldBePositive(), () => facts.Height.ShouldBePositive());
        facts.Orientation.ShouldBeInRange(1, 8);
        facts.Frames.ShouldBePositive();
        (facts.Bytes, facts.ContentHash).ShouldBe((content.Length, Convert.ToHexStringLower(SHA256.HashData(content))));
        (facts.Camera ?? "").ShouldNotContain('\0');
        return facts;
    }

    /// <summary>A picture that can be opened, of the size that was told and no larger than its box.</summary>
    private static void Check(RenditionFile file, RenditionSpec spec)
    {
        using (var bytes = PictureBytes.Read(file.TemporaryPath, int.MaxValue))
        {
            bytes.Length.ShouldBe((int)file.Bytes);
            var header = new VipsLoader().ReadHeader(bytes, PictureFormat.Sniff(bytes.Span).ShouldNotBeNull());
            (header.Width, header.Height, header.Format.Name).ShouldBe((file.Width, file.Height, file.Format));
        }

        file.Width.ShouldBeInRange(1, spec.MaxWidth);
        file.Height.ShouldBeInRange(1, spec.MaxHeight);
        File.Delete(file.TemporaryPath);
    }

    private static string Known(Fault fault, string[] codes)
    {
        codes.ShouldContain(fault.Code, fault.Message);
        return fault.Code;
    }

    private static readonly string[] Rejections =
        [FaultCodes.NotAPicture, FaultCodes.UnsupportedFormat, FaultCodes.TooManyPixels, FaultCodes.Truncated, FaultCodes.CorruptPicture];

    private static readonly string[] Warnings = [FaultCodes.Truncated, FaultCodes.CorruptPicture, FaultCodes.ProfileIgnored, FaultCodes.MetadataIgnored];

    private static readonly string[] Quarantines = [FaultCodes.DecoderCrashed, FaultCodes.TimeLimit, FaultCodes.MemoryLimit];
}

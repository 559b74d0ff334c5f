using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Imaging.Tests.Kit;

namespace MediaPipeline.Imaging.Tests.Pictures;

/// <summary>What is not a picture, or not one of ours, is rejected with its code and tried no more.</summary>
public sealed class UnsupportedInputTests
{
    [Theory]
    [OnBoth("html.png", "random.jpg", "zero.jpg", "forty-bytes.jpg", "text.jpg")]
    internal Task WhatIsNoPicture_IsRejectedAsSuch(TestDecoders decoders, string name) => AssertRejected(decoders, name, "notAPicture");

    [Theory]
    [OnBoth("plain.svg", "xxe.svg", "svg-named.jpg", "mvg-named.jpg", "chart.pdf", "layers.psd", "favicon.ico", "old.bmp", "negative.dng")]
    internal Task WhatIsAnotherFormat_IsRejectedAsSuch(TestDecoders decoders, string name) => AssertRejected(decoders, name, "unsupportedFormat");

    [Theory, OnAllDecoders]
    internal async Task Svg_ThatAnOptionAllows_IsRendered(TestDecoders decoders)
    {
        await using var test = TestEngine.On(decoders, options => options.ExtraFormats = ["svg"]);
        var path = test.Folder.Write("plain.svg", Content("plain.svg"));

        var rendered = await test.RenderedAsync(path);

        (rendered.Viewing.Width, rendered.Viewing.Height).ShouldBe((80, 60));
    }

    private static async Task AssertRejected(TestDecoders decoders, string name, string code)
    {
        await using var test = TestEngine.On(decoders);
        var path = test.Folder.Write(name, Content(name));

        var probed = (await test.ProbeAsync(path)).ShouldBeOfType<ProbeResult.Rejected>();
        var rendered = (await test.RenderAsync(path, TestEngine.NoFacts)).ShouldBeOfType<RenderResult.Rejected>();

        probed.Fault.Code.ShouldBe(code);
        probed.Fault.Message.ShouldContain(name);
        rendered.Fault.Code.ShouldBe(code);
        Directory.EnumerateFiles(test.OutputDirectory).ShouldBeEmpty();
        test.Engine.Status.WorkersReplaced.ShouldBe(0);
    }

    private static byte[] Content(string name) => name switch
    {
        "html.png" => "<!DOCTYPE html><html>not an image</html>"u8.ToArray(),
        "random.jpg" => [7, .. Enumerable.Range(0, 100_000).Select(i => (byte)((i * 1103515245) >> 7))],
        "zero.jpg" => [],
        "forty-bytes.jpg" => JpegFile.Of(Pixels.Quarters(64, 40))[..40],
        "text.jpg" => "just a line of text"u8.ToArray(),
        "plain.svg" => "<svg xmlns='http://www.w3.org/2000/svg' width='80' height='60'><rect width='80' height='60' fill='red'/></svg>"u8.ToArray(),
        "xxe.svg" or "svg-named.jpg" =>
            [
                .. "<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"u8,
                .. "<svg xmlns='http://www.w3.org/2000/svg'><text>&x;</text></svg>"u8,
            ],
        "mvg-named.jpg" => "push graphic-context\nviewbox 0 0 640 480\nimage over 0,0 0,0 '/etc/passwd'\npop graphic-context\n"u8.ToArray(),
        "chart.pdf" => "%PDF-1.4\n1 0 obj\n"u8.ToArray(),
        "layers.psd" => [.. "8BPS"u8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 8, 0, 3],
        "favicon.ico" => [0, 0, 1, 0, 1, 0, 16, 16, 0, 0, 1, 0, 32, 0, 4, 0, 0, 0, 22, 0, 0, 0],
        "old.bmp" => [.. "BM"u8, 58, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 24, 0],
        "negative.dng" => [.. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, 0xC6, 0x12, 0, 1, 0, 0, 0, 4, 1, 4, 0, 0, 0, 0, 0, 0],
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}

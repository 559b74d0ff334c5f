using MediaPipeline.Imaging.Tests.Kit;

namespace MediaPipeline.Imaging.Tests.Pictures;

/// <summary>TIFF files hold numbers of many kinds; whatever they are, a ramp from the darkest to the lightest is seen as one.</summary>
public sealed class NumberFormatTests
{
    [Theory]
    [OnBoth("float 0..1", "float with holes", "double 0..1", "uint full", "ushort")]
    [OnAllDecoders("float 0..255", "float -3..1000", "uint 12 bits", "int", "short")]
    internal async Task ARamp_IsSeenAsOne(TestDecoders decoders, string kind)
    {
        await using var test = TestEngine.On(decoders);

        var rendered = await test.RenderedAsync(test.Folder.Write("ramp.tif", Make(kind)));

        var pixels = TestVips.Decode(rendered.Viewing.TemporaryPath);
        pixels.At(8, 20)[0].ShouldBeLessThan((byte)40);
        pixels.At(Width / 2, 20)[0].ShouldBeInRange((byte)90, (byte)165);
        pixels.At(Width - 8, 20)[0].ShouldBeGreaterThan((byte)215);
        rendered.Warnings.ShouldBeEmpty();
    }

    /// <summary>A dark picture whose numbers go up to 1 at most is not made lighter.</summary>
    [Theory, OnBoth]
    internal async Task FloatsBelowOne_KeepTheirBrightness(TestDecoders decoders)
    {
        await using var test = TestEngine.On(decoders);
        var path = test.Folder.Write("dark.tif", TiffFile.Of(Width, Height, 1, 3, Ramp(x => (float)x / 4)));

        var pixels = TestVips.Decode((await test.RenderedAsync(path)).Viewing.TemporaryPath);

        pixels.At(Width - 8, 20)[0].ShouldBeInRange((byte)50, (byte)70);
    }

    [Theory]
    [OnBoth(1)]
    [OnAllDecoders(1000)]
    internal async Task FloatColours_AreSeen(TestDecoders decoders, int white)
    {
        await using var test = TestEngine.On(decoders);
        var values = Ramp(x => x).SelectMany(x => new[] { (float)x * white, (float)x * white / 2, 0 }).ToArray();

        var pixels = TestVips.Decode((await test.RenderedAsync(test.Folder.Write("rgb.tif", TiffFile.Of(Width, Height, 3, 3, values)))).Viewing.TemporaryPath);

        var light = pixels.At(Width - 8, 20).ToArray();
        light[0].ShouldBeGreaterThan((byte)240);
        ((int)light[1]).ShouldBeInRange(100, 200);
        pixels.At(8, 20)[0].ShouldBeLessThan((byte)90);
    }

    private static byte[] Make(string kind) => kind switch
    {
        "float 0..1" => TiffFile.Of(Width, Height, 1, 3, Ramp(x => (float)x)),
        "float 0..255" => TiffFile.Of(Width, Height, 1, 3, Ramp(x => (float)x * 255)),
        "float -3..1000" => TiffFile.Of(Width, Height, 1, 3, Ramp(x => ((float)x * 1003) - 3)),
        "float with holes" => TiffFile.Of(Width, Height, 1, 3, [.. Ramp(x => (float)x).Select((x, at) => at % (Width * 30) == 5 ? float.NaN : x)]),
        "double 0..1" => TiffFile.Of(Width, Height, 1, 3, Ramp(x => x)),
        "uint full" => TiffFile.Of(Width, Height, 1, 1, Ramp(x => (uint)(x * uint.MaxValue))),
        "uint 12 bits" => TiffFile.Of(Width, Height, 1, 1, Ramp(x => (uint)(x * 4095))),
        "int" => TiffFile.Of(Width, Height, 1, 2, Ramp(x => (int)((x - 0.5) * 2_000_000))),
        "short" => TiffFile.Of(Width, Height, 1, 2, Ramp(x => (short)((x - 0.5) * 2000))),
        _ => TiffFile.Of(Width, Height, 1, 1, Ramp(x => (ushort)(x * ushort.MaxValue))),
    };

    private static T[] Ramp<T>(Func<double, T> value) => [.. Enumerable.Range(0, Width * Height).Select(at => value(at % Width / (double)(Width - 1)))];

    private const int Width = 256;
    private const int Height = 64;
}

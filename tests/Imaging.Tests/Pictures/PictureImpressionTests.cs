using System.Globalization;
using System.Numerics;
using MediaPipeline.Imaging.Pictures;
using MediaPipeline.Imaging.Tests.Kit;

namespace MediaPipeline.Imaging.Tests.Pictures;

/// <summary>Placeholder, dominant colour and perceptual hash.</summary>
public sealed class PictureImpressionTests
{
    [Theory, OnSystemLibrary, OnPrebuiltLibrary]
    internal async Task TheSamePicture_InAnotherFormatAndSize_HasNearlyTheSameHash_AndAnotherOneHasNot(TestLibrary library)
    {
        await using var test = TestEngine.On(library);
        var large = await test.RenderedAsync(test.Folder.Write("large.png", PngFile.Of(Scene(1200, 800))));
        var small = await test.RenderedAsync(test.Folder.Write("small.jpg", JpegFile.Of(Scene(300, 200), 60)));
        var other = await test.RenderedAsync(test.Folder.Write("other.jpg", JpegFile.Of(Pixels.Quarters(1200, 800))));

        Distance(large.PerceptualHash, small.PerceptualHash).ShouldBeLessThanOrEqualTo(6);
        Distance(large.PerceptualHash, other.PerceptualHash).ShouldBeGreaterThan(15);
    }

    [Theory, OnSystemLibrary, OnPrebuiltLibrary]
    internal async Task DominantColour_IsThatOfTheLargestArea(TestLibrary library)
    {
        await using var test = TestEngine.On(library);
        var mostlyBlue = Pixels.Paint(400, 300, 3, (x, _, pixel) => (x < 280 ? Pixels.Blue : Pixels.Red).CopyTo(pixel));

        var colour = (await test.RenderedAsync(test.Folder.Write("blue.png", PngFile.Of(mostlyBlue)))).DominantColour.ShouldNotBeNull();

        Colours.ShouldBeNear(Convert.FromHexString(colour.AsSpan(1)), Pixels.Blue, 6);
    }

    /// <summary>Compared with the reference encoder (npm thumbhash 0.1.1) on the same 32 x 32 pixels.</summary>
    [Fact]
    internal void Placeholder_IsWhatTheReferenceEncoderMakes()
    {
        var scene = Scene(32, 32);

        PictureImpression.Of(scene.Data, 32, 32, 3).Placeholder.ShouldBe(ReferenceHash);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    internal void AnyNumberOfBands_AndASinglePixel_GiveAnImpression(int bands)
    {
        var impression = PictureImpression.Of(Enumerable.Repeat((byte)255, bands).ToArray(), 1, 1, bands);

        impression.DominantColour.ShouldBe("#ffffff");
        impression.PerceptualHash.Length.ShouldBe(16);
        Convert.FromBase64String(impression.Placeholder).Length.ShouldBeGreaterThan(5);
    }

    private static int Distance(string? first, string? second) =>
        BitOperations.PopCount(ulong.Parse(first!, NumberStyles.HexNumber, CultureInfo.InvariantCulture) ^ ulong.Parse(second!, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    /// <summary>The same picture at any size.</summary>
    private static Pixels Scene(int width, int height) => Pixels.Paint(width, height, 3, (x, y, pixel) =>
    {
        var (u, v) = ((double)x / width, (double)y / height);
        pixel[0] = (byte)(128 + (100 * Math.Sin((u * 9) + (v * 2))));
        pixel[1] = (byte)(128 + (100 * Math.Sin((v * 7) - u)));
        pixel[2] = (byte)(u > 0.3 && u < 0.5 && v > 0.2 && v < 0.7 ? 250 : 40 + (80 * v));
    });

    private const string ReferenceHash = "HikGRw64WnqMSYeSmQeHiHd2aP6I9oEK";
}

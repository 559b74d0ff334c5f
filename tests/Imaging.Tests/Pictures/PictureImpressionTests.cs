using System.Globalization;
using System.Numerics;
using MediaPipeline.Imaging.Pictures;
using MediaPipeline.Imaging.Tests.Kit;

namespace MediaPipeline.Imaging.Tests.Pictures;

/// <summary>Placeholder, dominant colour and perceptual hash.</summary>
public sealed class PictureImpressionTests
{
    [Theory, OnBoth]
    internal async Task TheSamePicture_InAnotherFormatAndSize_HasNearlyTheSameHash_AndAnotherOneHasNot(TestDecoders decoders)
    {
        await using var test = TestEngine.On(decoders);
        var large = await test.RenderedAsync(test.Folder.Write("large.png", PngFile.Of(Scene(1200, 800))));
        var small = await test.RenderedAsync(test.Folder.Write("small.jpg", JpegFile.Of(Scene(300, 200), 60)));
        var other = await test.RenderedAsync(test.Folder.Write("other.jpg", JpegFile.Of(Pixels.Quarters(1200, 800))));

        Distance(large.PerceptualHash, small.PerceptualHash).ShouldBeLessThanOrEqualTo(6);
        Distance(large.PerceptualHash, other.PerceptualHash).ShouldBeGreaterThan(15);
    }

    [Theory, OnBoth]
    internal async Task DominantColour_IsThatOfTheLargestArea(TestDecoders decoders)
    {
        await using var test = TestEngine.On(decoders);
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

    /// <summary>What is compared of it would be rounding alone; it is told apart by its colour.</summary>
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(255, 255, 255)]
    [InlineData(51, 102, 204)]
    internal void APictureOfOneColour_HasAHashOfZeros_AlsoAfterAnEncoder(byte red, byte green, byte blue)
    {
        var even = Pixels.Paint(200, 150, 3, (_, _, pixel) => new[] { red, green, blue }.CopyTo(pixel));
        var uneven = Pixels.Paint(200, 150, 3, (x, y, pixel) => new[] { (byte)Math.Abs(red - ((x + y) & 1)), green, blue }.CopyTo(pixel));

        PictureImpression.Of(even.Data, 200, 150, 3).PerceptualHash.ShouldBe(Zeros);
        PictureImpression.Of(uneven.Data, 200, 150, 3).PerceptualHash.ShouldBe(Zeros);
    }

    [Fact]
    internal void ADotOnAWhitePage_IsStructure()
    {
        var page = Pixels.Paint(200, 300, 1, (x, y, pixel) => pixel[0] = x is > 90 and < 95 && y is > 280 and < 285 ? (byte)0 : (byte)255);
        var other = Pixels.Paint(200, 300, 1, (x, y, pixel) => pixel[0] = x is > 20 and < 25 && y is > 100 and < 105 ? (byte)0 : (byte)255);

        var hash = PictureImpression.Of(page.Data, 200, 300, 1).PerceptualHash;

        hash.ShouldNotBe(Zeros);
        Distance(hash, PictureImpression.Of(other.Data, 200, 300, 1).PerceptualHash).ShouldBeGreaterThan(15);
    }

    private static int Distance(string? first, string? second) =>
        BitOperations.PopCount(ulong.Parse(first!, NumberStyles.HexNumber, CultureInfo.InvariantCulture) ^ ulong.Parse(second!, NumberStyles.HexNumber,
            CultureInfo.InvariantCulture));

    /// <summary>The same picture at any size.</summary>
    private static Pixels Scene(int width, int height) => Pixels.Paint(width, height, 3, (x, y, pixel) =>
    {
        var (u, v) = ((double)x / width, (double)y / height);
        pixel[0] = (byte)(128 + (100 * Math.Sin((u * 9) + (v * 2))));
        pixel[1] = (byte)(128 + (100 * Math.Sin((v * 7) - u)));
        pixel[2] = (byte)(u > 0.3 && u < 0.5 && v > 0.2 && v < 0.7 ? 250 : 40 + (80 * v));
    });

    private const string Zeros = "0000000000000000";

    private const string ReferenceHash = "HikGRw64WnqMSYeSmQeHiHd2aP6I9oEK";
}

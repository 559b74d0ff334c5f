using MediaPipeline.Contracts.Drawings;
using SkiaSharp;

namespace MediaPipeline.Drawing.Tests;

public sealed class CoverTests : IDisposable
{
    private const int Side = 200;
    private static readonly SKColor[] Colours = [SKColors.Red, SKColors.Green, SKColors.Blue, SKColors.Orange];
    private readonly Pictures _pictures = new();

    public void Dispose() => _pictures.Dispose();

    [Theory]
    [InlineData(1, "0000")]
    [InlineData(2, "0101")]
    [InlineData(3, "0102")]
    [InlineData(4, "0123")]
    public void Pictures_FillTheSquare_InTheirOrder(int count, string quarters)
    {
        using var cover = Draw(Colours.Take(count).Select(colour => _pictures.Of(colour)));

        (cover.Width, cover.Height).ShouldBe((Side, Side));
        SKPointI[] centres = [new(50, 50), new(150, 50), new(50, 150), new(150, 150)];
        for (var i = 0; i < 4; i++)
        {
            Pictures.ShouldBeAbout(cover.GetPixel(centres[i].X, centres[i].Y), Colours[quarters[i] - '0']);
        }

        cover.GetPixel(0, 0).Alpha.ShouldBe((byte)0, "corners are round");
        (cover.GetPixel(Side / 2, 30).Alpha == 0).ShouldBe(count > 1, "gaps are transparent");
    }

    [Fact]
    public void WithoutPictures_SaysWhy_InTheColoursOfTheTheme()
    {
        using var light = Draw([]);
        using var dark = Draw([], DrawingTheme.Dark);

        Pictures.Ink(light, new SKRectI(20, 20, 180, 180)).ShouldBeGreaterThan(300);
        Pictures.Ink(dark, new SKRectI(20, 20, 180, 180)).ShouldBeGreaterThan(300);
        Pictures.ShouldBeAbout(light.GetPixel(20, 20), new SKColor(0xfff1f5f9));
        Pictures.ShouldBeAbout(dark.GetPixel(20, 20), new SKColor(0xff1e293b));
    }

    [Fact]
    public void ThumbnailThatCannotBeRead_LeavesTheOthers()
    {
        var other = _pictures.Of(SKColors.Red);
        DrawnPicture[] bad =
        [
            _pictures.Of([1, 2, 3]),
            other with { Thumbnail = other.Thumbnail! with { Path = other.Thumbnail.Path + ".gone" } },
            other with { Thumbnail = other.Thumbnail with { Bytes = 1 } },
        ];
        using var cover = Draw([.. bad, _pictures.Of(SKColors.Blue)]);

        Pictures.ShouldBeAbout(cover.GetPixel(150, 150), SKColors.Blue);
        Pictures.Ink(cover, new SKRectI(15, 15, 85, 85)).ShouldBeGreaterThan(100);
        Pictures.Ink(cover, new SKRectI(115, 15, 185, 85)).ShouldBeGreaterThan(100);
        Pictures.Ink(cover, new SKRectI(15, 115, 85, 185)).ShouldBeGreaterThan(100);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(300, 1)]
    [InlineData(1, 300)]
    public void PicturesOfAnyShape_FillIt(int width, int height)
    {
        using var cover = Draw([_pictures.Of(SKColors.Green, width, height)]);

        Pictures.ShouldBeAbout(cover.GetPixel(100, 100), SKColors.Green);
        Pictures.ShouldBeAbout(cover.GetPixel(2, 100), SKColors.Green);
        Pictures.ShouldBeAbout(cover.GetPixel(100, 2), SKColors.Green);
    }

    [Fact]
    public void EqualRequests_GiveEqualPictures()
    {
        var request = new CoverRequest([_pictures.Of(SKColors.Red)], Pictures.Nothing, Side, DrawingTheme.Light);

        new SkiaDrawer().Draw(request, CancellationToken.None).ShouldBe(new SkiaDrawer().Draw(request, CancellationToken.None));
        new SkiaDrawer().Version.ShouldBe(new SkiaDrawer().Version);
    }

    [Fact]
    public void CancelledRequest_IsNotDrawnToItsEnd() => Should.Throw<OperationCanceledException>(() => new SkiaDrawer().Draw(
        new CoverRequest([_pictures.Of(SKColors.Red)], Pictures.Nothing, Side, DrawingTheme.Light), new CancellationToken(canceled: true)));

    private SKBitmap Draw(IEnumerable<DrawnPicture> pictures, DrawingTheme theme = DrawingTheme.Light) =>
        _pictures.Draw(new CoverRequest([.. pictures], Pictures.Nothing, Side, theme));
}

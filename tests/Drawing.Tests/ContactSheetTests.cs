using MediaPipeline.Contracts.Drawings;
using SkiaSharp;

namespace MediaPipeline.Drawing.Tests;

public sealed class ContactSheetTests : IDisposable
{
    private static readonly SKColor Card = new(0xfff1f5f9);
    private readonly Pictures _pictures = new();

    public void Dispose() => _pictures.Dispose();

    [Fact]
    public void Pictures_LieInRows_WholeAndNamed()
    {
        using var sheet = Draw(2, _pictures.Of(SKColors.Red), _pictures.Of(SKColors.Green, 200, 300), _pictures.Of(SKColors.Blue, 16, 16));

        (sheet.Width, sheet.Height).ShouldBe((564, 708));
        Pictures.ShouldBeAbout(sheet.GetPixel(Tile(0).MidX, Tile(0).MidY), SKColors.Red);
        Pictures.ShouldBeAbout(sheet.GetPixel(Tile(0).MidX, Tile(0).Top + 10), Card);
        Pictures.ShouldBeAbout(sheet.GetPixel(Tile(1).MidX, Tile(1).Top + 10), SKColors.Green);
        Pictures.ShouldBeAbout(sheet.GetPixel(Tile(1).Left + 10, Tile(1).MidY), Card);
        Pictures.ShouldBeAbout(sheet.GetPixel(Tile(2).MidX, Tile(2).MidY), SKColors.Blue);
        Pictures.ShouldBeAbout(sheet.GetPixel(Tile(2).MidX + 20, Tile(2).MidY), Card);
        Pictures.Ink(sheet, new SKRectI(Tile(2).Left, Tile(2).Bottom + 4, Tile(2).Right, Tile(2).Bottom + 30)).ShouldBeGreaterThan(100, "its name");
        Pictures.Ink(sheet, new SKRectI(20, 20, 540, 100)).ShouldBeGreaterThan(300, "the title");
    }

    [Fact]
    public void FailedPicture_SaysWhyInItsPlace()
    {
        var failed = new DrawnPicture("page.jpg", null, new Notice(NoticeKind.Failed, "Not a picture", "'page.jpg' is HTML: take it out of the folder."));
        using var sheet = Draw(2, _pictures.Of(SKColors.Red), failed);

        Pictures.ShouldBeAbout(sheet.GetPixel(Tile(0).MidX, Tile(0).MidY), SKColors.Red);
        Pictures.Ink(sheet, new SKRectI(Tile(1).Left + 10, Tile(1).Top + 10, Tile(1).Right - 10, Tile(1).Bottom - 10)).ShouldBeGreaterThan(600);
    }

    [Fact]
    public void FewPictures_MakeANarrowSheet_AndNoneANotice()
    {
        using var one = Draw(6, _pictures.Of(SKColors.Red));
        using var none = Draw(6);

        (one.Width, one.Height).ShouldBe((304, 418));
        (none.Width, none.Height).ShouldBe((304, 418));
        Pictures.Ink(none, new SKRectI(Tile(0).Left + 10, Tile(0).Top + 10, Tile(0).Right - 10, Tile(0).Bottom - 10)).ShouldBeGreaterThan(600);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(12)]
    public void LargestSheets_StayBelowTwelveMegapixels(int columns)
    {
        using var sheet = Draw(columns, [.. Enumerable.Repeat(_pictures.Of(SKColors.Red, 30, 20), 120)]);

        (sheet.Width * sheet.Height).ShouldBeLessThan(12_000_000);
        sheet.Height.ShouldBeLessThan(65_535, "where JPEG ends");
    }

    private static SKRectI Tile(int index) => SKRectI.Create(32 + (index % 2 * 260), 116 + (index / 2 * 290), 240, 240);

    private SKBitmap Draw(int columns, params DrawnPicture[] pictures) =>
        _pictures.Draw(new ContactSheetRequest("Pictures", "3 pictures", pictures, Pictures.Nothing, columns, DrawingTheme.Light));
}

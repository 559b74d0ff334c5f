using MediaPipeline.Contracts.Drawings;
using SkiaSharp;

namespace MediaPipeline.Drawing.Tests;

public sealed class PlaceholderTests
{
    [Theory]
    [InlineData(NoticeKind.Failed)]
    [InlineData(NoticeKind.Waiting)]
    [InlineData(NoticeKind.Absent)]
    [InlineData(NoticeKind.Empty)]
    public void Placeholder_ShowsSignReasonAndName(NoticeKind kind)
    {
        using var pictures = new Pictures();
        using var drawn = pictures.Draw(
            new PlaceholderRequest("IMG_4711.jpg", new Notice(kind, "Not a picture", "It is HTML: take it out of the folder."), DrawingTheme.Light));

        (drawn.Width, drawn.Height).ShouldBe((300, 300));
        Pictures.Ink(drawn, new SKRectI(100, 40, 200, 135)).ShouldBeGreaterThan(100, "the sign");
        Pictures.Ink(drawn, new SKRectI(20, 135, 280, 220)).ShouldBeGreaterThan(400, "the reason");
        Pictures.Ink(drawn, new SKRectI(20, 255, 280, 295)).ShouldBeGreaterThan(100, "the name");
    }
}

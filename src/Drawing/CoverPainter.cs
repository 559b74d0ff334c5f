using MediaPipeline.Contracts.Drawings;
using SkiaSharp;

namespace MediaPipeline.Drawing;

/// <summary>Paints up to four pictures into a square.</summary>
internal static class CoverPainter
{
    public static SKSurface Paint(CoverRequest cover, TilePainter tiles, CancellationToken cancellationToken)
    {
        var surface = TilePainter.Surface(cover.Side, cover.Side);
        var (canvas, radius) = (surface.Canvas, cover.Side / 20f);
        canvas.Clear(SKColors.Transparent);
        if (cover.Pictures.Count == 0)
        {
            tiles.Notice(canvas, SKRect.Create(cover.Side, cover.Side), cover.WhenEmpty, radius);
        }

        foreach (var (picture, tile) in cover.Pictures.Zip(Tiles(cover.Pictures.Count, cover.Side)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            tiles.Fill(canvas, tile, picture, radius);
        }

        return surface;
    }

    // One fills the square, two are halves, of three the first is a half, four are quarters.
    private static SKRect[] Tiles(int count, float side)
    {
        var gap = MathF.Max(2, MathF.Round(side / 64));
        var cell = (side - gap) / 2;
        var far = cell + gap;
        return count switch
        {
            1 => [new(0, 0, side, side)],
            2 => [new(0, 0, cell, side), new(far, 0, side, side)],
            3 => [new(0, 0, cell, side), new(far, 0, side, cell), new(far, far, side, side)],
            _ => [new(0, 0, cell, cell), new(far, 0, side, cell), new(0, far, cell, side), new(far, far, side, side)],
        };
    }
}

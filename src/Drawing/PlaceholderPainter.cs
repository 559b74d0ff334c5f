using MediaPipeline.Contracts.Drawings;
using SkiaSharp;

namespace MediaPipeline.Drawing;

/// <summary>Paints the placeholder of a thumbnail: the notice, and the picture's name below it.</summary>
internal static class PlaceholderPainter
{
    private const int Side = 300;
    private const int Caption = 40;
    private const int Margin = 24;

    public static SKSurface Paint(PlaceholderRequest placeholder, TilePainter tiles)
    {
        var surface = TilePainter.Surface(Side, Side);
        surface.Canvas.Clear(tiles.Palette.Card);
        tiles.Notice(surface.Canvas, SKRect.Create(0, Margin / 2, Side, Side - Caption - (Margin / 2)), placeholder.Notice, radius: 0);
        var style = new TextStyle(Strong: false, 13, tiles.Palette.Dim);
        var name = tiles.Lettering.Fit(placeholder.Name, Side - (2 * Margin), style);
        tiles.Lettering.Write(surface.Canvas, name, Margin, Side - Margin + 4, Side - (2 * Margin), style, SKTextAlign.Center);
        return surface;
    }
}

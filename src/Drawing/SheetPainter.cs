using MediaPipeline.Contracts.Drawings;
using SkiaSharp;

namespace MediaPipeline.Drawing;

/// <summary>Paints a contact sheet; sizes in pixels.</summary>
internal static class SheetPainter
{
    private const int Tile = 240;
    private const int Caption = 30;
    private const int Gap = 20;
    private const int Margin = 32;
    private const int Head = 84;
    private const float Radius = 10;

    public static SKSurface Paint(ContactSheetRequest sheet, TilePainter tiles, CancellationToken cancellationToken)
    {
        var columns = Math.Clamp(sheet.Pictures.Count, 1, sheet.Columns);
        var rows = Math.Max(1, (sheet.Pictures.Count + sheet.Columns - 1) / sheet.Columns);
        var surface = TilePainter.Surface(
            (2 * Margin) + (columns * (Tile + Gap)) - Gap, (2 * Margin) + Head + (rows * (Tile + Caption + Gap)) - Gap);
        surface.Canvas.Clear(tiles.Palette.Page);
        Title(surface.Canvas, sheet, (columns * (Tile + Gap)) - Gap, tiles);
        if (sheet.Pictures.Count == 0)
        {
            tiles.Notice(surface.Canvas, PlaceOf(0, 1), sheet.WhenEmpty, Radius);
        }

        for (var i = 0; i < sheet.Pictures.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Picture(surface.Canvas, sheet.Pictures[i], PlaceOf(i, sheet.Columns), tiles);
        }

        return surface;
    }

    private static SKRect PlaceOf(int index, int columns) => SKRect.Create(
        Margin + (index % columns * (Tile + Gap)), Margin + Head + (index / columns * (Tile + Caption + Gap)), Tile, Tile);

    private static void Title(SKCanvas canvas, ContactSheetRequest sheet, float width, TilePainter tiles)
    {
        var (title, subtitle) = (new TextStyle(Strong: true, 30, tiles.Palette.Ink), new TextStyle(Strong: false, 16, tiles.Palette.Dim));
        tiles.Lettering.Write(canvas, tiles.Lettering.Fit(sheet.Title, width, title), Margin, Margin + 26, width, title);
        foreach (var (line, text) in tiles.Lettering.Wrap(sheet.Subtitle, width, 2, subtitle).Index())
        {
            tiles.Lettering.Write(canvas, text, Margin, Margin + 54 + (line * subtitle.LineHeight), width, subtitle);
        }
    }

    private static void Picture(SKCanvas canvas, DrawnPicture picture, SKRect place, TilePainter tiles)
    {
        using var card = new SKPaint { IsAntialias = true, Color = tiles.Palette.Card };
        canvas.DrawRoundRect(place, Radius, Radius, card);
        tiles.Show(canvas, place, picture, Radius);
        var style = new TextStyle(Strong: false, 14, tiles.Palette.Dim);
        tiles.Lettering.Write(
            canvas, tiles.Lettering.Fit(picture.Name, Tile, style), place.Left, place.Bottom + 21, Tile, style, SKTextAlign.Center);
    }
}

using MediaPipeline.Contracts.Drawings;
using SkiaSharp;

namespace MediaPipeline.Drawing;

/// <summary>Paints a notice into the middle of a rectangle: its sign, its title, and as much of the detail as there is space for.</summary>
internal sealed class NoticePainter(Palette palette, Lettering lettering)
{
    private const int MostDetailLines = 5;

    /// <summary>A sign alone says more than letters that cannot be read.</summary>
    private const float SmallestWithText = 120;

    public void Paint(SKCanvas canvas, SKRect place, Notice notice)
    {
        var side = Math.Min(place.Width, place.Height);
        var (margin, sign) = (side * .08f, side * .2f);
        if (side < SmallestWithText)
        {
            Sign(canvas, place.MidX, place.MidY, side * .4f, notice.Kind);
            return;
        }

        var title = new TextStyle(Strong: true, Math.Clamp(side * .068f, 13, 30), palette.Ink);
        var detail = new TextStyle(Strong: false, Math.Clamp(side * .047f, 11, 20), palette.Dim);
        var width = place.Width - (2 * margin);
        var titles = lettering.Wrap(notice.Title, width, 2, title);
        var used = (sign * 1.25f) + (titles.Count * title.LineHeight) + (detail.LineHeight * .3f);
        var lines = (int)((place.Height - (2 * margin) - used) / detail.LineHeight);
        var details = lettering.Wrap(notice.Detail ?? "", width, Math.Clamp(lines, 0, MostDetailLines), detail);
        var top = place.MidY - ((used + (details.Count * detail.LineHeight)) / 2);
        Sign(canvas, place.MidX, top + (sign / 2), sign, notice.Kind);
        Lines(canvas, titles, place.Left + margin, top + (sign * 1.25f), width, title);
        Lines(canvas, details, place.Left + margin, top + used, width, detail);
    }

    private void Lines(SKCanvas canvas, IReadOnlyList<string> lines, float x, float y, float width, TextStyle style)
    {
        foreach (var line in lines)
        {
            y += style.LineHeight;
            lettering.Write(canvas, line, x, y - (style.LineHeight * .25f), width, style, SKTextAlign.Center);
        }
    }

    private void Sign(SKCanvas canvas, float x, float y, float size, NoticeKind kind)
    {
        using var pen = new SKPaint
        {
            IsAntialias = true,
            IsStroke = true,
            StrokeWidth = 1.8f,
            StrokeCap = SKStrokeCap.Round,
            StrokeJoin = SKStrokeJoin.Round,
            Color = palette.SignOf(kind),
        };
        canvas.Save();
        canvas.Translate(x, y);
        canvas.Scale(size / 24);
        using var path = SKPath.ParseSvgPathData(PathOf(kind));
        canvas.DrawPath(path, pen);
        canvas.Restore();
    }

    /// <summary>Signs in a square of 24 around the origin.</summary>
    private static string PathOf(NoticeKind kind) => kind switch
    {
        NoticeKind.Failed => "M 0 -9 L 10.5 9 L -10.5 9 Z M 0 -3 L 0 3 M 0 6 L 0 6.01",
        NoticeKind.Waiting => "M 10 0 A 10 10 0 1 1 -10 0 A 10 10 0 1 1 10 0 Z M 0 -5.5 L 0 0 L 4 2.5",
        NoticeKind.Absent => "M 10 0 A 10 10 0 1 1 -10 0 A 10 10 0 1 1 10 0 Z M -7 -7 L 7 7",
        _ => "M -8.5 -9 L 8.5 -9 Q 11 -9 11 -6.5 L 11 6.5 Q 11 9 8.5 9 L -8.5 9 Q -11 9 -11 6.5 L -11 -6.5 Q -11 -9 -8.5 -9 Z "
            + "M -11 5 L -5 -1 L 1 5 L 4.5 1.5 L 11 7.5 M 6.5 -4 A 1.5 1.5 0 1 1 3.5 -4 A 1.5 1.5 0 1 1 6.5 -4 Z",
    };
}

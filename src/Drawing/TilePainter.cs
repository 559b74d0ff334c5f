using MediaPipeline.Contracts.Drawings;
using SkiaSharp;

namespace MediaPipeline.Drawing;

/// <summary>Paints a picture, or the notice that stands for it, into a rectangle with round corners.</summary>
internal sealed class TilePainter(Palette palette, Lettering lettering)
{
    private static readonly Notice Unreadable = new(NoticeKind.Failed, "Thumbnail damaged", "Reconcile its cache folder: it is made again.");
    private readonly NoticePainter _notices = new(palette, lettering);

    public Palette Palette => palette;

    public Lettering Lettering => lettering;

    public static SKSurface Surface(int width, int height) =>
        SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb()))
            ?? throw new InvalidOperationException($"There is no memory for a drawing of {width} x {height} pixels: ask for fewer pictures.");

    /// <summary>Fills the tile: what does not fit is cut off, the same on both sides.</summary>
    public void Fill(SKCanvas canvas, SKRect tile, DrawnPicture picture, float radius)
    {
        using var bitmap = Read(picture);
        if (bitmap is null)
        {
            Notice(canvas, tile, picture.Notice ?? Unreadable, radius);
            return;
        }

        var scale = Math.Max(tile.Width / bitmap.Width, tile.Height / bitmap.Height);
        var (width, height) = (tile.Width / scale, tile.Height / scale);
        var part = SKRect.Create((bitmap.Width - width) / 2, (bitmap.Height - height) / 2, width, height);
        Draw(canvas, bitmap, part, tile, radius, scale);
    }

    /// <summary>Shows the whole picture in the middle of the tile, never larger than it is.</summary>
    public void Show(SKCanvas canvas, SKRect tile, DrawnPicture picture, float radius)
    {
        using var bitmap = Read(picture);
        if (bitmap is null)
        {
            Notice(canvas, tile, picture.Notice ?? Unreadable, radius);
            return;
        }

        var scale = Math.Min(1, Math.Min(tile.Width / bitmap.Width, tile.Height / bitmap.Height));
        var (width, height) = (Math.Max(1, bitmap.Width * scale), Math.Max(1, bitmap.Height * scale));
        var place = SKRect.Create(tile.MidX - (width / 2), tile.MidY - (height / 2), width, height);
        Draw(canvas, bitmap, SKRect.Create(bitmap.Width, bitmap.Height), place, Math.Min(radius, Math.Min(width, height) / 4), scale);
    }

    public void Notice(SKCanvas canvas, SKRect tile, Notice notice, float radius)
    {
        using var card = new SKPaint { IsAntialias = true, Color = palette.Card };
        canvas.DrawRoundRect(tile, radius, radius, card);
        _notices.Paint(canvas, tile, notice);
    }

    private static SKBitmap? Read(DrawnPicture picture) => picture.Thumbnail is { } file ? Thumbnails.Read(file) : null;

    private static void Draw(SKCanvas canvas, SKBitmap bitmap, SKRect part, SKRect place, float radius, float scale)
    {
        var sampling = scale < 1 ? new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear) : new SKSamplingOptions(SKCubicResampler.Mitchell);
        bitmap.SetImmutable();
        using var image = SKImage.FromBitmap(bitmap);
        using var corners = new SKRoundRect(place, radius);
        canvas.Save();
        canvas.ClipRoundRect(corners, SKClipOperation.Intersect, antialias: true);
        canvas.DrawImage(image, part, place, sampling);
        canvas.Restore();
    }
}

using MediaPipeline.Contracts.Drawings;
using SkiaSharp;

namespace MediaPipeline.Drawing;

/// <summary>Draws with Skia. No member is of a type of Skia, so the library of 12 MB is loaded by the first drawing and not at start.</summary>
internal sealed class SkiaDrawer : IDrawer
{
    private const int Quality = 85;
    private readonly Lazy<Typefaces> _typefaces = new(() => new Typefaces());

    /// <summary>That of the compiled code: changed code may draw differently, and a number to raise would be forgotten.</summary>
    public string Version { get; } = typeof(SkiaDrawer).Module.ModuleVersionId.ToString("N");

    public byte[] Draw(DrawingRequest request, CancellationToken cancellationToken)
    {
        var tiles = new TilePainter(Palette.Of(request.Theme), new Lettering(_typefaces.Value));
        using var surface = request switch
        {
            CoverRequest cover => CoverPainter.Paint(cover, tiles, cancellationToken),
            ContactSheetRequest sheet => SheetPainter.Paint(sheet, tiles, cancellationToken),
            PlaceholderRequest placeholder => PlaceholderPainter.Paint(placeholder, tiles),
            _ => throw new ArgumentException($"There is no painter for a {request.GetType().Name}.", nameof(request)),
        };
        var encoded = Encode(surface, request);
        SKGraphics.PurgeResourceCache();
        return encoded;
    }

    private static byte[] Encode(SKSurface surface, DrawingRequest request)
    {
        using var pixels = surface.PeekPixels();
        using var data = request is ContactSheetRequest
            ? pixels.Encode(new SKJpegEncoderOptions(Quality, SKJpegEncoderDownsample.Downsample420, SKJpegEncoderAlphaOption.Ignore))
            : pixels.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, Quality));
        return data?.ToArray() ?? throw new InvalidOperationException($"Skia could not encode {pixels.Width} x {pixels.Height} pixels as {request.MediaType}.");
    }
}

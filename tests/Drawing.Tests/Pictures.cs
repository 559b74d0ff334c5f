using MediaPipeline.Contracts.Drawings;
using SkiaSharp;

namespace MediaPipeline.Drawing.Tests;

/// <summary>Thumbnails of one colour in a folder of their own, and what is drawn of them.</summary>
internal sealed class Pictures : IDisposable
{
    public static readonly Notice Nothing = new(NoticeKind.Empty, "No pictures yet", "Add pictures to it, then scan it.");

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private readonly SkiaDrawer _drawer = new();

    public DrawnPicture Of(SKColor colour, int width = 300, int height = 200, string name = "picture.jpg")
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(colour);
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 95);
        return Of(data.ToArray(), name);
    }

    public DrawnPicture Of(byte[] bytes, string name = "picture.jpg")
    {
        var path = Path.Join(_folder, Path.GetRandomFileName());
        File.WriteAllBytes(path, bytes);
        return new DrawnPicture(name, new ThumbnailFile(path, bytes.Length, DateTimeOffset.UnixEpoch), null);
    }

    public SKBitmap Draw(DrawingRequest request) => SKBitmap.Decode(_drawer.Draw(request, CancellationToken.None)).ShouldNotBeNull();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Encoding moves colours a little.</summary>
    public static void ShouldBeAbout(SKColor colour, SKColor expected)
    {
        var distance = Math.Abs(colour.Red - expected.Red) + Math.Abs(colour.Green - expected.Green) + Math.Abs(colour.Blue - expected.Blue);
        distance.ShouldBeLessThan(40, $"{colour} is not about {expected}");
    }

    /// <summary>How many pixels of a part are not its background, which is its first pixel.</summary>
    public static int Ink(SKBitmap bitmap, SKRectI part)
    {
        var paper = bitmap.GetPixel(part.Left, part.Top);
        return Enumerable.Range(part.Left, part.Width).Sum(x => Enumerable.Range(part.Top, part.Height).Count(y => Differs(bitmap.GetPixel(x, y), paper)));
    }

    private static bool Differs(SKColor one, SKColor other) =>
        Math.Abs(one.Red - other.Red) + Math.Abs(one.Green - other.Green) + Math.Abs(one.Blue - other.Blue) > 90;
}

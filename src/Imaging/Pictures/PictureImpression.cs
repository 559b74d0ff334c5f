using NetVips;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>Placeholder, dominant colour and perceptual hash of a picture, computed from its thumbnail.</summary>
/// <param name="Placeholder">ThumbHash, base64.</param>
/// <param name="DominantColour">#rrggbb.</param>
/// <param name="PerceptualHash">16 hexadecimal digits.</param>
internal sealed record PictureImpression(string Placeholder, string DominantColour, string PerceptualHash)
{
    /// <param name="thumbnail">8 bit, sRGB or grey, with or without alpha.</param>
    internal static PictureImpression Of(Image thumbnail)
    {
        using var pixels = new PixelMemory(thumbnail);
        return Of(pixels.Bytes, thumbnail.Width, thumbnail.Height, thumbnail.Bands);
    }

    internal static PictureImpression Of(ReadOnlySpan<byte> pixels, int width, int height, int bands)
    {
        var grid = PixelGrid.Average(pixels, width, height, bands);
        return new PictureImpression(ThumbHash.Encode(grid, width, height), Pictures.DominantColour.Find(pixels, bands), Pictures.PerceptualHash.Compute(grid));
    }
}

using MediaPipeline.Imaging.Native;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>Placeholder, dominant colour and perceptual hash of a picture, computed from its thumbnail.</summary>
/// <param name="Placeholder">ThumbHash, base64.</param>
/// <param name="DominantColour">#rrggbb.</param>
/// <param name="PerceptualHash">16 hexadecimal digits.</param>
internal sealed record PictureImpression(string Placeholder, string DominantColour, string PerceptualHash)
{
    /// <param name="thumbnail">8 bit, sRGB or grey, with or without alpha, in memory.</param>
    internal static unsafe PictureImpression Of(VipsObject thumbnail)
    {
        var (width, height) = (VipsNative.vips_image_get_width(thumbnail.Pointer), VipsNative.vips_image_get_height(thumbnail.Pointer));
        var bands = VipsNative.vips_image_get_bands(thumbnail.Pointer);
        return Of(new ReadOnlySpan<byte>(VipsNative.vips_image_get_data(thumbnail.Pointer), width * height * bands), width, height, bands);
    }

    internal static PictureImpression Of(ReadOnlySpan<byte> pixels, int width, int height, int bands)
    {
        var grid = PixelGrid.Average(pixels, width, height, bands);
        return new PictureImpression(ThumbHash.Encode(grid, width, height), Pictures.DominantColour.Find(pixels, bands), Pictures.PerceptualHash.Compute(grid));
    }
}

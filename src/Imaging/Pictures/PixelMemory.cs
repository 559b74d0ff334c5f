using MediaPipeline.Imaging.Native;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>Pixels between libvips and code of ours.</summary>
internal static unsafe class PixelMemory
{
    internal const int FormatUchar = 0;
    internal const int FormatUshort = 2;

    internal static (int Width, int Height, int Bands) SizeOf(VipsObject image) => (
        VipsNative.vips_image_get_width(image.Pointer), VipsNative.vips_image_get_height(image.Pointer), VipsNative.vips_image_get_bands(image.Pointer));

    internal static VipsObject ToImage(byte[] pixels, int width, int height, int bands, string interpretation)
    {
        fixed (byte* data = pixels)
        {
            return ToImage(data, width, height, bands, interpretation);
        }
    }

    internal static VipsObject ToImage(byte* data, int width, int height, int bands, string interpretation)
    {
        var size = (nuint)width * (nuint)height * (nuint)bands;
        using var pixels = new VipsObject(VipsNative.vips_image_new_from_memory_copy(data, size, width, height, bands, FormatUchar), "memory");
        using var copy = new VipsOperation("copy");
        return copy.Image("in", pixels).Set("interpretation", interpretation).RunToImage();
    }
}

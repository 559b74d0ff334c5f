using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MediaPipeline.Contracts.Formats;
using MediaPipeline.Imaging.Native;
using MediaPipeline.Imaging.Pictures;

namespace MediaPipeline.Imaging.Tests.Kit;

/// <summary>libvips inside the test process, to make pictures and to look at what came out. The engine itself never works here.</summary>
internal static unsafe class TestVips
{
    [ModuleInitializer]
    internal static void Load()
    {
        VipsLibrary.Load(SystemLibrary, ["VipsForeignSaveJxl", "VipsForeignLoadJxl"]);
    }

    // The one of the product writes no HEIC, JPEG XL and JPEG 2000.
    private static string SystemLibrary =>
        Directory.EnumerateFiles("/usr/lib", "libvips.so.42", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 }).FirstOrDefault()
            ?? throw new DllNotFoundException("The tests need the system's libvips, to make pictures with: apt-get install libvips42.");

    /// <summary>Encodes pixels with a saver of libvips, for example <c>pngsave_target</c>.</summary>
    internal static byte[] Encode(Pixels pixels, string saver, params (string Name, string Value)[] options)
    {
        using var image = ToImage(pixels);
        return Encode(image, saver, options);
    }

    internal static byte[] Encode(VipsObject image, string saver, params (string Name, string Value)[] options)
    {
        using var target = new VipsObject(VipsNative.vips_target_new_to_memory(), "target");
        using (var save = new VipsOperation(saver))
        {
            save.Image("in", image).Target(target);
            foreach (var (name, value) in options)
            {
                save.Set(name, value);
            }

            save.Run();
        }

        VipsNative.GValue blob = default;
        VipsNative.g_value_init(&blob, VipsNative.vips_blob_get_type());
        VipsNative.g_object_get_property(target.Pointer, "blob", &blob);
        var data = VipsNative.vips_blob_get(VipsNative.g_value_get_boxed(&blob), out var length);
        var bytes = new ReadOnlySpan<byte>(data, (int)length).ToArray();
        VipsNative.g_value_unset(&blob);
        return bytes;
    }

    /// <summary>Decodes a file as it lies, with neither orientation nor colour conversion.</summary>
    internal static Pixels Decode(string path)
    {
        using var bytes = PictureBytes.Read(path, int.MaxValue);
        var format = PictureFormat.Sniff(bytes.Span).ShouldNotBeNull();
        using var opened = new VipsLoader().Open(bytes, format, LoadOptions.Plain with { FailOn = "warning" });
        using var image = PictureDecoder.Materialise(opened);
        var (width, height, bands) = (
            VipsNative.vips_image_get_width(image.Pointer), VipsNative.vips_image_get_height(image.Pointer), VipsNative.vips_image_get_bands(image.Pointer));
        return new Pixels(width, height, bands, new ReadOnlySpan<byte>(VipsNative.vips_image_get_data(image.Pointer), width * height * bands).ToArray());
    }

    internal static VipsObject ToImage(Pixels pixels)
    {
        fixed (byte* data = pixels.Data)
        {
            var image = new VipsObject(
                VipsNative.vips_image_new_from_memory_copy(data, (nuint)pixels.Data.Length, pixels.Width, pixels.Height, pixels.Bands, (int)pixels.Depth), "memory");
            using (image)
            {
                using var copy = new VipsOperation("copy");
                using var marked = copy.Image("in", image).Set("interpretation", pixels.Interpretation ?? (pixels.Bands < 3 ? "b-w" : "srgb")).RunToImage();
                return PictureDecoder.Materialise(marked);
            }
        }
    }

}

/// <summary>libvips' band formats.</summary>
internal enum Depth
{
    EightBit = 0,
    SixteenBit = 2,
}

/// <summary>Pixels, band after band, row after row.</summary>
internal sealed record Pixels(int Width, int Height, int Bands, byte[] Data, Depth Depth = Depth.EightBit, string? Interpretation = null)
{
    internal ReadOnlySpan<byte> At(int x, int y) => Data.AsSpan(((y * Width) + x) * Bands, Bands);

    /// <summary>A picture of four plain quarters: red, green, blue, and a light yellow; which way is up can be seen.</summary>
    internal static Pixels Quarters(int width, int height) => Paint(width, height, 3, (x, y, pixel) =>
        (y < height / 2 ? x < width / 2 ? Red : Green : x < width / 2 ? Blue : Yellow).CopyTo(pixel));

    /// <summary>Smooth waves with fine structure, as a photograph has it.</summary>
    internal static Pixels Photo(int width, int height, int seed = 1) => Paint(width, height, 3, (x, y, pixel) =>
    {
        var noise = (((x * 374761393) + (y * 668265263) + (seed * 974634541)) >> 13) & 15;
        pixel[0] = (byte)(120 + (80 * Math.Sin((x + seed) / 37.0)) + noise);
        pixel[1] = (byte)(120 + (80 * Math.Sin((y + (x / 2.0)) / 53.0)) + noise);
        pixel[2] = (byte)(120 + (80 * Math.Cos((x - y) / 71.0)) + noise);
    });

    internal delegate void Brush(int x, int y, Span<byte> pixel);

    internal static Pixels Paint(int width, int height, int bands, Brush brush)
    {
        var data = new byte[width * height * bands];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                brush(x, y, data.AsSpan(((y * width) + x) * bands, bands));
            }
        }

        return new Pixels(width, height, bands, data);
    }

    internal static readonly byte[] Red = [220, 30, 40];
    internal static readonly byte[] Green = [30, 160, 60];
    internal static readonly byte[] Blue = [40, 60, 200];
    internal static readonly byte[] Yellow = [250, 230, 120];
}

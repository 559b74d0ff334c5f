using System.Runtime.CompilerServices;
using MediaPipeline.Contracts.Formats;
using MediaPipeline.Imaging.Native;
using MediaPipeline.Imaging.Pictures;
using NetVips;

namespace MediaPipeline.Imaging.Tests.Kit;

/// <summary>libvips inside the test process, to make pictures and to look at what came out. The engine itself never works here.</summary>
internal static class TestVips
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

    internal static byte[] Encode(Image image, string saver, params (string Name, string Value)[] options)
    {
        using var target = Target.NewToMemory();
        var arguments = new VOption { ["string_options"] = $"[{string.Join(',', options.Select(option => $"{option.Name}={option.Value}"))}]" };
        _ = Operation.Call(saver, arguments, image, target);
        return target.Blob;
    }

    /// <summary>Decodes a file as it lies, with neither orientation nor colour conversion.</summary>
    internal static Pixels Decode(string path)
    {
        using var bytes = PictureBytes.Read(path, int.MaxValue);
        var format = PictureFormat.Sniff(bytes.Span).ShouldNotBeNull();
        using var opened = new VipsLoader().Open(bytes, format, LoadOptions.Plain with { FailOn = Enums.FailOn.Warning });
        using var pixels = new PixelMemory(opened);
        return new Pixels(opened.Width, opened.Height, opened.Bands, pixels.Bytes.ToArray());
    }

    internal static Image ToImage(Pixels pixels)
    {
        using var image = Image.NewFromMemoryCopy<byte>(pixels.Data, pixels.Width, pixels.Height, pixels.Bands, pixels.Depth);
        using var marked = image.Copy(interpretation: pixels.Interpretation ?? (pixels.Bands < 3 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb));
        return PictureDecoder.Materialise(marked);
    }
}

/// <summary>Pixels, band after band, row after row.</summary>
internal sealed record Pixels(
    int Width, int Height, int Bands, byte[] Data, Enums.BandFormat Depth = Enums.BandFormat.Uchar, Enums.Interpretation? Interpretation = null)
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

using MediaPipeline.Contracts.Formats;
using MediaPipeline.Imaging.Native;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>Determines how much of a truncated picture can be decoded.</summary>
internal static unsafe class RowCounter
{
    /// <summary>Whether the decodable part is spread over the whole picture (progressive, interlaced), so that rows cannot be counted.</summary>
    internal static bool IsSpreadOut(PictureBytes bytes, PictureHeader header) =>
        header.Format == PictureFormat.Jpeg ? JpegStructure.Read(bytes.Span).IsProgressive
        : header.Format == PictureFormat.Png && PngChunks.IsInterlaced(bytes.Span);

    /// <summary>The share of rows that can be decoded, from the top, 0 to 1.</summary>
    internal static double CountReadable(IPictureLoader loader, PictureBytes bytes, PictureHeader header)
    {
        try
        {
            return loader.DecodesWhole(header.Format) ? CountFilled(loader, bytes, header) : CountStrips(loader, bytes, header);
        }
        catch (DecoderException)
        {
            return 0;
        }
    }

    private static double CountStrips(IPictureLoader loader, PictureBytes bytes, PictureHeader header)
    {
        using var image = loader.Open(bytes, header.Format, LoadOptions.Plain with { FailOn = FailOnFor(header.Format) });
        using var region = new VipsObject(VipsNative.vips_region_new(image.Pointer), "region");
        var (width, height) = (VipsNative.vips_image_get_width(image.Pointer), VipsNative.vips_image_get_height(image.Pointer));
        for (var row = 0; row < height; row += StripRows)
        {
            var strip = new VipsNative.VipsRect(0, row, width, Math.Min(StripRows, height - row));
            if (VipsNative.vips_region_prepare(region.Pointer, &strip) != 0)
            {
                VipsException.DrainErrors();
                return (double)row / height;
            }
        }

        return 1;
    }

    /// <summary>A picture that is decoded as a whole is empty at the end where nothing is there: mid grey where libjpeg had no data, else zero.</summary>
    private static double CountFilled(IPictureLoader loader, PictureBytes bytes, PictureHeader header)
    {
        using var image = loader.Open(bytes, header.Format, LoadOptions.Plain);
        using var pixels = PictureDecoder.Materialise(image);
        var (width, height, bands) = PixelMemory.SizeOf(pixels);
        var stride = width * bands;
        var content = new ReadOnlySpan<byte>(VipsNative.vips_image_get_data(pixels.Pointer), stride * height);
        var last = content.LastIndexOfAnyExcept(header.Format == PictureFormat.Jpeg ? (byte)128 : (byte)0);
        return (double)((last + stride) / stride) / height;
    }

    /// <summary>
    /// libvips' TIFF loader tells errors only from fail-on=error; the others would tell of a wrong checksum too, behind which all rows are there.
    /// </summary>
    private static string FailOnFor(PictureFormat format) => format == PictureFormat.Tiff ? "error" : "truncated";

    private const int StripRows = 16;
}

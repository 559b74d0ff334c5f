using MediaPipeline.Contracts.Formats;
using NetVips;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>Determines how much of a truncated picture can be decoded.</summary>
internal static class RowCounter
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
        catch (Exception e) when (DecoderFault.Is(e))
        {
            return 0;
        }
    }

    private static double CountStrips(IPictureLoader loader, PictureBytes bytes, PictureHeader header)
    {
        using var image = loader.Open(bytes, header.Format, LoadOptions.Plain with { FailOn = FailOnFor(header.Format) });
        using var region = Region.New(image);
        var (width, height) = (image.Width, image.Height);
        for (var row = 0; row < height; row += StripRows)
        {
            try
            {
                _ = region.Fetch(0, row, width, Math.Min(StripRows, height - row));
            }
            catch (VipsException)
            {
                return (double)row / height;
            }
        }

        return 1;
    }

    /// <summary>A picture that is decoded as a whole is empty at the end where nothing is there: mid grey where libjpeg had no data, else zero.</summary>
    private static double CountFilled(IPictureLoader loader, PictureBytes bytes, PictureHeader header)
    {
        using var image = loader.Open(bytes, header.Format, LoadOptions.Plain);
        using var pixels = new PixelMemory(image);
        var stride = pixels.Bytes.Length / image.Height;
        var last = pixels.Bytes.LastIndexOfAnyExcept(header.Format == PictureFormat.Jpeg ? (byte)128 : (byte)0);
        return (double)((last + stride) / stride) / image.Height;
    }

    /// <summary>
    /// libvips' TIFF loader tells errors only from fail-on=error; the others would tell of a wrong checksum too, behind which all rows are there.
    /// </summary>
    private static Enums.FailOn FailOnFor(PictureFormat format) => format == PictureFormat.Tiff ? Enums.FailOn.Error : Enums.FailOn.Truncated;

    private const int StripRows = 16;
}

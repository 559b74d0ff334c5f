using MediaPipeline.Contracts.Formats;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>The loaders of libvips that read the formats.</summary>
internal static class FormatLoaders
{
    private static readonly Dictionary<PictureFormat, (string Loader, string? BlockedClass)> Loaders = new()
    {
        [PictureFormat.Jpeg] = ("jpegload_source", null),
        [PictureFormat.Png] = ("pngload_source", null),
        [PictureFormat.Webp] = ("webpload_source", null),
        [PictureFormat.Gif] = ("gifload_source", null),
        [PictureFormat.Tiff] = ("tiffload_source", null),
        [PictureFormat.Heic] = ("heifload_source", null),
        [PictureFormat.Avif] = ("heifload_source", null),
        [PictureFormat.Jxl] = ("jxlload_source", null),
        [PictureFormat.Svg] = ("svgload_source", "VipsForeignLoadSvg"),
        [PictureFormat.Pdf] = ("pdfload_source", "VipsForeignLoadPdf"),
        [PictureFormat.Jp2] = ("jp2kload_source", "VipsForeignLoadJp2k"),
    };

    /// <summary>What an option may add. Their loaders are not hardened, so libvips blocks them until their class is unblocked.</summary>
    internal static IReadOnlyList<PictureFormat> Optional { get; } = [.. Loaders.Keys.Where(format => !format.IsStandard)];

    internal static string LoaderOf(PictureFormat format) => Loaders[format].Loader;

    internal static string BlockedClassOf(PictureFormat format) => Loaders[format].BlockedClass!;
}

using System.Security.Cryptography;
using System.Text;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Ports.Imaging;

namespace MediaPipeline.Grains.Images;

/// <summary>The options that renditions are made with, as a short text: the same content and recipe always give the same renditions.</summary>
internal static class RenditionRecipe
{
    // Raised when the engine produces different bytes for the same options.
    private const int EngineVersion = 1;

    /// <summary>The recipe of a pair of renditions.</summary>
    public static string Of(RenditionOptions options) => Of(options.Thumbnail, options.Viewing);

    /// <summary>The recipe of a pair of renditions.</summary>
    public static string Of(RenditionSpec thumbnail, RenditionSpec viewing) => $"{Of(thumbnail)}+{Of(viewing)}";

    /// <summary>The recipe of one rendition, for example <c>300x300-jpeg-80-v1</c>.</summary>
    public static string Of(RenditionSpec spec) =>
        $"{spec.MaxWidth}x{spec.MaxHeight}-{spec.Format.ToString().ToLowerInvariant()}-{spec.Quality}{(spec.AllowCopy ? "-copy" : "")}-v{EngineVersion}";

    /// <summary>Identifies the bytes of a rendition in its url: 16 hexadecimal digits.</summary>
    public static string HashOf(string contentHash, string recipe) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{contentHash} {recipe}")).AsSpan(0, 8));

    /// <summary>Path of a thumbnail, relative to its cache folder.</summary>
    public static string ThumbnailPath(RenditionSpec spec, CollectionId collection, ImageId image, string extension) =>
        $"thumbnails/{collection}/{image}_{spec.MaxWidth}x{spec.MaxHeight}.{extension}";

    /// <summary>Path of a viewing rendition, relative to its cache folder.</summary>
    public static string ViewingPath(RenditionSpec spec, CollectionId collection, ImageId image, string extension) =>
        $"cache/{collection}/{image}_cache_{spec.MaxWidth}x{spec.MaxHeight}.{extension}";

    /// <summary>The extension of a real format.</summary>
    public static string ExtensionOf(string format) => string.Equals(format, "jpeg", StringComparison.Ordinal) ? "jpg" : format;

    /// <summary>Every path that a rendition of this picture can have with the current options, in any format, and those in its state.</summary>
    public static IReadOnlyList<string> AllPaths(RenditionOptions options, ImageRecord image)
    {
        string[] extensions = ["jpg", "webp", "png"];
        return
        [
            .. extensions.Select(e => ThumbnailPath(options.Thumbnail, image.CollectionId, image.Id, e))
                .Concat(extensions.Select(e => ViewingPath(options.Viewing, image.CollectionId, image.Id, e)))
                .Concat(new[] { image.Thumbnail?.Path, image.Viewing?.Path }.OfType<string>())
                .Distinct(StringComparer.Ordinal),
        ];
    }
}

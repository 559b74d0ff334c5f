using MediaPipeline.Contracts.Formats;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Ports.Imaging;

namespace MediaPipeline.Grains.Assets;

/// <summary>Names of files by their content, below the folder of assets.</summary>
internal static class AssetPaths
{
    /// <summary>Of the file as it was fetched; its extension is that of its content.</summary>
    public static string Of(PictureFacts facts) =>
        $"{StemOf(facts.ContentHash)}{PictureFormat.FindStandard(facts.Format)?.Extensions[0] ?? $".{facts.Format}"}";

    /// <summary>Of a rendition of that content.</summary>
    public static string Of(string contentHash, RenditionSpec spec, string format) =>
        $"{StemOf(contentHash)}_{spec.MaxWidth}x{spec.MaxHeight}.{RenditionRecipe.ExtensionOf(format)}";

    private static string StemOf(string contentHash) => $"images/{contentHash[..2]}/{contentHash}";
}

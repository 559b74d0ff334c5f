using MediaPipeline.Contracts.Formats;
using MediaPipeline.Imaging.Native;
using MediaPipeline.Imaging.Pictures;

namespace MediaPipeline.Imaging.Worker;

/// <summary>Tests which formats the loaded library really reads: a loader may exist without its codec, as for HEIC in the prebuilt library.</summary>
internal static class FormatProbe
{
    internal static IReadOnlyList<string> FindReadable(IReadOnlyList<string> extraFormats) =>
    [
        .. PictureFormat.Standard.Where(DecodesSample).Select(format => format.Name),
        .. FormatLoaders.Optional.Where(format => extraFormats.Contains(format.Name,
            StringComparer.OrdinalIgnoreCase) && HasLoader(format)).Select(format => format.Name),
    ];

    private static bool DecodesSample(PictureFormat format)
    {
        using var bytes = PictureBytes.Of($"sample.{format.Name}", ReadSample(format));
        try
        {
            using var source = bytes.OpenSource();
            using var image = PictureLoader.Open(source, format, PictureLoader.Plain with { FailOn = "error" });
            using var pixels = PictureDecoder.Materialise(image);
            return true;
        }
        catch (VipsException)
        {
            return false;
        }
    }

    private static bool HasLoader(PictureFormat format)
    {
        try
        {
            using var load = new VipsOperation(FormatLoaders.LoaderOf(format));
            return true;
        }
        catch (VipsException)
        {
            return false;
        }
    }

    internal static byte[] ReadSample(PictureFormat format)
    {
        using var resource = typeof(FormatProbe).Assembly.GetManifestResourceStream($"sample.{format.Name}")!;
        var content = new byte[resource.Length];
        resource.ReadExactly(content);
        return content;
    }
}

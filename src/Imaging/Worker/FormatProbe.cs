using MediaPipeline.Contracts.Formats;
using MediaPipeline.Imaging.Pictures;
using NetVips;

namespace MediaPipeline.Imaging.Worker;

/// <summary>Finds out what a decoder really reads: a loader may be there without the codec that it needs, as for HEIC in the prebuilt libvips.</summary>
internal static class FormatProbe
{
    internal static IReadOnlyList<string> FindReadable(IPictureLoader loader, IReadOnlyList<string> extraFormats) =>
    [
        .. PictureFormat.Standard.Where(format => DecodesSample(loader, format)).Select(format => format.Name),
        .. PictureFormat.Optional.Where(format => extraFormats.Contains(format.Name, StringComparer.OrdinalIgnoreCase) && loader.Knows(format))
            .Select(format => format.Name),
    ];

    private static bool DecodesSample(IPictureLoader loader, PictureFormat format)
    {
        using var bytes = PictureBytes.Of($"sample.{format.Name}", ReadSample(format));
        try
        {
            using var image = loader.Open(bytes, format, LoadOptions.Plain with { FailOn = Enums.FailOn.Error });
            using var pixels = PictureDecoder.Materialise(image);
            return true;
        }
        catch (Exception e) when (DecoderFault.Is(e))
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

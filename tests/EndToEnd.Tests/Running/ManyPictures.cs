using MediaPipeline.TestKit.Files;
using MediaPipeline.TestKit.Pictures;

namespace MediaPipeline.EndToEnd.Tests.Running;

/// <summary>Pictures on five shelves below <c>pictures</c>, no two of the same content.</summary>
internal static class ManyPictures
{
    public static void Write(TemporaryDirectory directory, int count, int width = 2_000, int height = 1_500) =>
        PngPicture.WriteMany(count, width, height, i => PathOf(directory, i));

    /// <summary>Files of the same names that nothing can decode.</summary>
    public static void WriteBroken(TemporaryDirectory directory, int count)
    {
        for (var i = 0; i < count; i++)
        {
            PngPicture.Write(PathOf(directory, i), [.. "no picture"u8], i);
        }
    }

    private static string PathOf(TemporaryDirectory directory, int picture) => directory["pictures", $"shelf {picture % 5}", $"picture {picture}.png"];
}

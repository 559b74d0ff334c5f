using MediaPipeline.TestKit.Files;
using MediaPipeline.TestKit.Pictures;

namespace MediaPipeline.EndToEnd.Tests.Running;

/// <summary>Pictures on five shelves below <c>pictures</c>, no two of the same content.</summary>
internal static class ManyPictures
{
    public static void Write(TemporaryDirectory directory, int count, int width = 2_000, int height = 1_500) =>
        PngPicture.WriteMany(count, width, height, i => directory["pictures", $"shelf {i % 5}", $"picture {i}.png"]);
}

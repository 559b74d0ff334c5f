namespace MediaPipeline.Imaging.Native;

/// <summary>What the numbers of an image mean, as libvips numbers it (VipsInterpretation).</summary>
internal static class VipsInterpretation
{
    internal const int Grey = 1;
    internal const int Xyz = 12;
    internal const int Lab = 13;
    internal const int Cmyk = 15;
    internal const int Labs = 21;
    internal const int Srgb = 22;
    internal const int Grey16 = 26;
    internal const int ScRgb = 28;
}

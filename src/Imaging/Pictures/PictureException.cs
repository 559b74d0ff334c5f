using MediaPipeline.Grains.Ports.Imaging;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>The picture cannot be taken, and no other try would mend it. It travels from deep inside the decoding to the one place that answers the request.</summary>
internal sealed class PictureException(string code, string message) : Exception(message)
{
    internal Fault Fault => new(code, Message);
}

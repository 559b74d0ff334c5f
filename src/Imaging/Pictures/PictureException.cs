using MediaPipeline.Grains.Ports;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>The picture cannot be processed, and another try would not help. Caught where the request is answered.</summary>
internal class PictureException(string code, string message) : Exception(message)
{
    internal Fault Fault => new(code, Message);
}

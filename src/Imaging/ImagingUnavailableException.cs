namespace MediaPipeline.Imaging;

/// <summary>
/// The engine itself cannot work: no native library, or no worker process can be started. The message names the remedy; it is worth another try later.
/// </summary>
public sealed class ImagingUnavailableException : Exception
{
    public ImagingUnavailableException(string message) : base(message)
    {
    }

    public ImagingUnavailableException(string message, Exception inner) : base(message, inner)
    {
    }
}

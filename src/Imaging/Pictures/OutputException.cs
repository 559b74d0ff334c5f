using System.Runtime.InteropServices;
using MediaPipeline.Grains.Ports;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>A rendition could not be written: not a fault of the picture.</summary>
internal sealed class OutputException(string path, Exception inner) : Exception($"{path} cannot be written: {Reason(inner)}.", inner)
{
    internal Fault Fault => IsFull(InnerException!)
        ? new Fault(FaultCodes.OutputFull, $"{Message} Free space on that disk, or raise the quota.")
        : new Fault(FaultCodes.OutputUnavailable, $"{Message} Check that the cache folder is mounted and may be written.");

    // The runtime's own text names the path again.
    private static string Reason(Exception error) => IsFull(error) ? Marshal.GetPInvokeErrorMessage(error.HResult) : error.Message.TrimEnd('.');

    /// <summary>On Unix the runtime keeps the system's error number in HResult.</summary>
    private static bool IsFull(Exception error) => error is IOException && error.HResult is NoSpaceLeft or QuotaExceeded or FileTooLarge;

    private const int FileTooLarge = 27;
    private const int NoSpaceLeft = 28;
    private const int QuotaExceeded = 122;
}

using MediaPipeline.Contracts.Formats;
using MediaPipeline.Storage.Native;

namespace MediaPipeline.Storage.Sources;

/// <summary>Tells by its first bytes whether a file is a picture, for files whose name does not say.</summary>
internal static class PictureFile
{
    /// <summary>False for a file that cannot be opened.</summary>
    public static bool IsPicture(byte[] path)
    {
        Span<byte> start = stackalloc byte[PictureFormat.SniffLength];
        var length = LibC.ReadStart(path, start);
        return length > 0 && PictureFormat.Sniff(start[..length]) is { IsStandard: true };
    }
}

using MediaPipeline.Contracts.Formats;
using MediaPipeline.Storage.Native;

namespace MediaPipeline.Storage.Sources;

/// <summary>Whether a file without a known extension is a picture, by its first bytes.</summary>
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

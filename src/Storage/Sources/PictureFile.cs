using MediaPipeline.Storage.Native;

namespace MediaPipeline.Storage.Sources;

/// <summary>Looks at the first bytes of a file.</summary>
internal static class PictureFile
{
    /// <summary>False for a file that cannot be opened: what it is, nobody knows.</summary>
    public static bool HasSignature(byte[] path)
    {
        Span<byte> start = stackalloc byte[PictureSignatures.Length];
        var length = LibC.ReadStart(path, start);
        return length > 0 && PictureSignatures.Match(start[..length]);
    }
}

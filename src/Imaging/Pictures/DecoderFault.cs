using NetVips;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>What a decoder throws that could not read a picture: libvips' own exception, or that of another decoder.</summary>
internal static class DecoderFault
{
    internal static bool Is(Exception e) => e is VipsException or DecoderException;

    /// <summary>In one line. libvips' error buffer belongs to the whole process, mixes files and changes between versions.</summary>
    internal static string Describe(Exception e) => e.Message.Trim().ReplaceLineEndings("; ");
}

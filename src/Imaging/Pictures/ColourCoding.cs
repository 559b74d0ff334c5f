using System.Buffers.Binary;
using System.Runtime.InteropServices;
using MediaPipeline.Contracts.Formats;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>How colours are coded, where a file says it by numbers instead of by a profile (ITU-T H.273): high dynamic range and wide gamut.</summary>
/// <param name="Primaries">Colour primaries, table 2.</param>
/// <param name="Transfer">Transfer characteristics, table 3.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ColourCoding(int Primaries, int Transfer)
{
    internal const int Bt2020 = 9;
    internal const int DciP3 = 11;
    internal const int DisplayP3 = 12;
    internal const int PerceptualQuantiser = 16;
    internal const int HybridLogGamma = 18;

    internal bool IsHighDynamicRange => Transfer is PerceptualQuantiser or HybridLogGamma;

    /// <summary>Null when there is nothing to convert, or the file says nothing.</summary>
    internal static ColourCoding? Read(PictureFormat format, ReadOnlySpan<byte> content)
    {
        if (format == PictureFormat.Png)
        {
            return PngChunks.FindBeforePixels(content, "cICP"u8) is [var primaries, var transfer, ..] ? Of(primaries, transfer) : null;
        }

        return (format == PictureFormat.Avif || format == PictureFormat.Heic) && HeifItems.FindColourCoding(content) is { Length: >= 4 } coding
            ? Of(BinaryPrimitives.ReadUInt16BigEndian(coding), BinaryPrimitives.ReadUInt16BigEndian(coding[2..]))
            : null;
    }

    internal static ColourCoding? Of(int primaries, int transfer)
    {
        var coding = new ColourCoding(primaries, transfer);
        return coding.IsHighDynamicRange || primaries is Bt2020 or DciP3 or DisplayP3 ? coding : null;
    }
}

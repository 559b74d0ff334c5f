using System.Globalization;
using System.Numerics;

namespace MediaPipeline.Storage.Similarity;

/// <summary>What pictures are compared by: a 64-bit perceptual hash or, for a picture without structure, its single colour.</summary>
internal readonly record struct Fingerprint(ulong Bits, bool IsFlat)
{
    /// <summary>More than any two hashes can differ by: these two are not to be compared.</summary>
    public const int Unrelated = 65;

    // What the picture engine gives a picture without structure.
    private const ulong NoStructure = 0;

    /// <summary>The fingerprint that a picture's view carries; null when it has none.</summary>
    public static Fingerprint? Of(string? perceptualHash, string? dominantColour)
    {
        if (!ulong.TryParse(perceptualHash, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits))
        {
            return null;
        }

        if (bits != NoStructure)
        {
            return new Fingerprint(bits, IsFlat: false);
        }

        return ulong.TryParse(dominantColour.AsSpan().TrimStart('#'), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var colour)
            ? new Fingerprint(colour, IsFlat: true) : null;
    }

    /// <summary>As the database keeps it: 16 hexadecimal digits, or <c>#rrggbb</c>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out Fingerprint fingerprint)
    {
        var isFlat = text is [(byte)'#', ..];
        var parsed = ulong.TryParse(isFlat ? text[1..] : text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits);
        fingerprint = new Fingerprint(bits, isFlat);
        return parsed;
    }

    /// <summary>Bits that differ, 0 to 64. Pictures of one colour are alike when it is the same colour, and like no other picture.</summary>
    public static int Distance(Fingerprint one, Fingerprint other)
    {
        if (one.IsFlat || other.IsFlat)
        {
            return one == other ? 0 : Unrelated;
        }

        return BitOperations.PopCount(one.Bits ^ other.Bits);
    }
}

using System.Buffers.Binary;
using MediaPipeline.Contracts.Formats;
using MediaPipeline.Imaging.Tests.Kit;

namespace MediaPipeline.Imaging.Tests.Fuzz;

/// <summary>Damages a sample one to three times, as its seed says: the same seed makes the same file everywhere.</summary>
internal static class MutatedFile
{
    internal static byte[] Make(PictureFormat format, int seed)
    {
        var random = new Random(seed);
        byte[] content = [.. Pick(random, Samples[format])];
        for (var left = random.Next(1, 4); left > 0 && content.Length > LeastBytes; left--)
        {
            content = Pick(random, Mutations)(random, format, content);
        }

        // libpng looks at a chunk only if its checksum is right.
        return format == PictureFormat.Png && random.Next(4) > 0 ? PngFile.WithChecksums(content) : content;
    }

    private delegate byte[] Mutation(Random random, PictureFormat format, byte[] content);

    private static readonly Mutation[] Mutations =
        [FlipBits, SetBytes, Truncate, DuplicatePiece, DeletePiece, SwapPieces, SetNumber, SetNumber, FillPiece, Splice];

    private static byte[] FlipBits(Random random, PictureFormat format, byte[] content)
    {
        for (var left = random.Next(1, 9); left > 0; left--)
        {
            content[Position(random, content)] ^= (byte)(1 << random.Next(8));
        }

        return content;
    }

    private static byte[] SetBytes(Random random, PictureFormat format, byte[] content)
    {
        var start = Position(random, content);
        content.AsSpan(start, Math.Min(random.Next(1, 33), content.Length - start)).Fill(random.Next(2) == 0 ? (byte)0 : (byte)0xFF);
        return content;
    }

    private static byte[] Truncate(Random random, PictureFormat format, byte[] content) => content[..random.Next(LeastBytes, content.Length)];

    private static byte[] DuplicatePiece(Random random, PictureFormat format, byte[] content)
    {
        var piece = Pick(random, FilePieces.Of(format, content));
        var copies = Enumerable.Repeat(content[piece.Start..piece.End], random.Next(8) == 0 ? 100 : 1).SelectMany(bytes => bytes);
        return [.. content[..piece.End], .. copies, .. content[piece.End..]];
    }

    private static byte[] DeletePiece(Random random, PictureFormat format, byte[] content)
    {
        var piece = Pick(random, FilePieces.Of(format, content));
        return [.. content[..piece.Start], .. content[piece.End..]];
    }

    private static byte[] SwapPieces(Random random, PictureFormat format, byte[] content)
    {
        var pieces = FilePieces.Of(format, content);
        var (one, other) = (Pick(random, pieces), Pick(random, pieces));
        var (first, second) = one.Start < other.Start ? (one, other) : (other, one);
        return first.End > second.Start
            ? content
            : [.. content[..first.Start], .. content[second.Start..second.End], .. content[first.End..second.Start], .. content[first.Start..first.End],
                .. content[second.End..]];
    }

    /// <summary>A number at the start of a piece, where lengths, counts and sizes are, becomes as small or as large as it can.</summary>
    private static byte[] SetNumber(Random random, PictureFormat format, byte[] content)
    {
        var piece = Pick(random, FilePieces.Of(format, content));
        var at = piece.Start + random.Next(Math.Min(piece.Length, NumbersWithin));
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Pick(random, Extremes));
        var length = Math.Min(1 << random.Next(4), content.Length - at);
        bytes.AsSpan(8 - length).CopyTo(content.AsSpan(at));
        if (random.Next(2) == 0)
        {
            content.AsSpan(at, length).Reverse();
        }

        return content;
    }

    /// <summary>What a piece holds becomes noise; its name and its length stay.</summary>
    private static byte[] FillPiece(Random random, PictureFormat format, byte[] content)
    {
        var piece = Pick(random, FilePieces.Of(format, content));
        var start = Math.Min(piece.Start + random.Next(8, 20), piece.End);
        random.NextBytes(content.AsSpan(start..piece.End));
        return content;
    }

    /// <summary>The beginning of one file with the end of another one, most of the time of the same format.</summary>
    private static byte[] Splice(Random random, PictureFormat format, byte[] content)
    {
        var other = Pick(random, Samples[random.Next(4) > 0 ? format : Pick(random, Samples.Keys.ToArray())]);
        return [.. content[..random.Next(LeastBytes, content.Length)], .. other[random.Next(other.Length)..]];
    }

    /// <summary>Half of the time near the start, where the headers are.</summary>
    private static int Position(Random random, byte[] content) =>
        random.Next(2) == 0 ? random.Next(content.Length) : random.Next(Math.Min(content.Length, HeaderBytes));

    private static T Pick<T>(Random random, IReadOnlyList<T> list) => list[random.Next(list.Count)];

    internal static IReadOnlyDictionary<PictureFormat, byte[][]> Samples { get; } = PictureFormat.Standard.Append(PictureFormat.Svg).ToDictionary(
        format => format, format => SampleFile.ReadAll("Fuzz").Where(content => PictureFormat.Sniff(content) == format).ToArray());

    private static readonly ulong[] Extremes =
    [
        0, 1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFF0, 0xFFFFFFFF, 0x7FFFFFFFFFFFFFF0, 0x7FFFFFFFFFFFFFFF,
        0x8000000000000000, 0xFFFFFFFFFFFFFFFF,
    ];

    private const int LeastBytes = 16;
    private const int HeaderBytes = 200;
    private const int NumbersWithin = 40;
}

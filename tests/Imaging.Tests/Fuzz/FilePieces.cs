using System.Runtime.InteropServices;
using System.Text;
using MediaPipeline.Contracts.Formats;
using MediaPipeline.Imaging.Pictures;

namespace MediaPipeline.Imaging.Tests.Fuzz;

/// <summary>A part of a file that its format knows: a segment, a chunk, a box, an entry of a directory.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Piece(int Start, int End)
{
    internal int Length => End - Start;
}

/// <summary>Splits a file into what its format is made of, as far as that can be read; equal slices where it cannot.</summary>
internal static class FilePieces
{
    internal static IReadOnlyList<Piece> Of(PictureFormat format, byte[] content)
    {
        var found = new List<Piece>();
        switch (format.Name)
        {
            case "jpeg":
                AddSegments(found, content);
                break;
            case "png":
                AddPngChunks(found, content);
                break;
            case "webp":
                AddWebpChunks(found, content);
                break;
            case "tiff":
                AddEntries(found, content);
                break;
            case "gif":
                AddAfter(found, content, 0);
                break;
            case "svg":
                AddAfter(found, content, (byte)'>');
                break;
            default:
                AddBoxes(found, content, 0, content.Length);
                break;
        }

        return found.Count >= 3 ? found : Slices(content);
    }

    private static void AddSegments(List<Piece> found, byte[] jpeg)
    {
        foreach (var segment in new JpegSegments(jpeg))
        {
            found.Add(new Piece(segment.Start, segment.End));
        }
    }

    private static void AddPngChunks(List<Piece> found, byte[] png)
    {
        foreach (var chunk in new PngChunks(png))
        {
            found.Add(new Piece(chunk.Start - 8, chunk.End + 4));
        }
    }

    private static void AddWebpChunks(List<Piece> found, byte[] webp)
    {
        foreach (var chunk in new WebpChunks(webp))
        {
            found.Add(new Piece(chunk.Start, (int)Math.Min(chunk.End, webp.Length)));
        }
    }

    /// <summary>Entries of the first directory; a big TIFF's are longer.</summary>
    private static void AddEntries(List<Piece> found, byte[] tiff)
    {
        var isBig = tiff.Length > 16 && (tiff[2] | tiff[3]) == 43;
        var start = tiff.Length > 16 && tiff[0] == 'I' ? BitConverter.ToInt32(tiff, isBig ? 8 : 4) + (isBig ? 8 : 2) : int.MaxValue;
        var length = isBig ? 20 : 12;
        for (var at = start; at > 0 && at < tiff.Length - length && found.Count < 30; at += length)
        {
            found.Add(new Piece(at, at + length));
        }
    }

    private static void AddAfter(List<Piece> found, byte[] content, byte end)
    {
        for (int at = 0, next; at < content.Length; at = next)
        {
            next = Array.IndexOf(content, end, at) + 1;
            next = next == 0 ? content.Length : next;
            found.Add(new Piece(at, next));
        }
    }

    private static void AddBoxes(List<Piece> found, byte[] content, int start, int end)
    {
        var from = start;
        foreach (var box in new IsoBoxes(content.AsSpan(start..end)))
        {
            var (body, next) = (start + box.Start, start + box.End);
            found.Add(new Piece(from, next));
            from = next;
            if (Containers.Any(name => box.Is(Encoding.ASCII.GetBytes(name))))
            {
                AddBoxes(found, content, Math.Min(box.Is("meta"u8) ? body + 4 : body, next), next);
            }
        }
    }

    private static List<Piece> Slices(byte[] content)
    {
        var length = Math.Max(1, content.Length / 12);
        return [.. Enumerable.Range(0, content.Length / length).Select(i => new Piece(i * length, (i + 1) * length))];
    }

    private static readonly string[] Containers = ["meta", "iprp", "ipco", "jp2h"];
}

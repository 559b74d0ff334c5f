using SkiaSharp;

namespace MediaPipeline.Drawing;

/// <summary>Weight, size in pixels and colour of a text.</summary>
internal sealed record TextStyle(bool Strong, float Size, SKColor Colour)
{
    /// <summary>From one base line to the next.</summary>
    public float LineHeight => Size * 1.35f;
}

/// <summary>Writes lines, shortened to the width that they have.</summary>
internal sealed class Lettering(Typefaces typefaces)
{
    private const string Ellipsis = "…";

    // No line shows more, and the names of archive entries can be 65,535 bytes long.
    private const int MostLetters = 400;

    public float Measure(string text, TextStyle style) => Glyphs(text, style, glyphs: null);

    /// <param name="y">The base line.</param>
    public void Write(SKCanvas canvas, string text, float x, float y, float width, TextStyle style, SKTextAlign align = SKTextAlign.Left)
    {
        using var paint = new SKPaint { IsAntialias = true, Color = style.Colour };
        var pen = align switch
        {
            SKTextAlign.Center => x + ((width - Measure(text, style)) / 2),
            SKTextAlign.Right => x + width - Measure(text, style),
            _ => x,
        };
        Glyphs(text, style, blob => canvas.DrawText(blob, pen, y, paint));
    }

    /// <summary>The text with its middle left out where it is too wide: the end of a file's name tells as much as its start.</summary>
    public string Fit(string text, float width, TextStyle style)
    {
        var letters = TextRun.Letters(text);
        return letters.Count <= MostLetters && Measure(text, style) <= width ? text : Longest(letters, width, style, WithoutMiddle);
    }

    /// <summary>
    /// At most so many lines, broken between words and about equally long, so that no word stands alone in the last; where words are left, it ends in an
    /// ellipsis.
    /// </summary>
    public IReadOnlyList<string> Wrap(string text, float width, int lines, TextStyle style)
    {
        if (lines == 0)
        {
            return [];
        }

        var (words, space) = (Words(text, width, style), Measure(" ", style));
        var filled = Fill(words, space, width);
        if (filled.Count > lines)
        {
            var rest = string.Join(' ', filled.Skip(lines - 1));
            return [.. filled.Take(lines - 1), Longest(TextRun.Letters(rest), width, style, WithoutEnd)];
        }

        for (var narrower = width * .95f; Fill(words, space, narrower) is var narrow && narrow.Count == filled.Count && narrower > width / 2; narrower *= .95f)
        {
            filled = narrow;
        }

        return filled;
    }

    /// <summary>The words with their widths; one that is wider than a line is cut.</summary>
    private List<(string Text, float Width)> Words(string text, float width, TextStyle style)
    {
        var letters = TextRun.Letters(text);
        var shown = letters.Count <= MostLetters ? text : WithoutEnd(letters, MostLetters);
        var words = new List<(string Text, float Width)>();
        foreach (var word in shown.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var rest = word;
            while (Measure(rest, style) > width && TextRun.Letters(rest) is { Count: > 1 } all)
            {
                var piece = Longest(all, width, style, static (all, count) => string.Concat(all.Take(count)));
                words.Add((piece, width));
                rest = string.Concat(all)[piece.Length..];
            }

            words.Add((rest, Measure(rest, style)));
        }

        return words;
    }

    private static List<string> Fill(List<(string Text, float Width)> words, float space, float width)
    {
        var (lines, used) = (new List<string>(), width);
        foreach (var word in words)
        {
            if (lines.Count > 0 && used + space + word.Width <= width)
            {
                lines[^1] += ' ' + word.Text;
                used += space + word.Width;
            }
            else
            {
                lines.Add(word.Text);
                used = word.Width;
            }
        }

        return lines;
    }

    /// <summary>By halving: the text of the most letters that fits, of one letter at least.</summary>
    private string Longest(IReadOnlyList<string> letters, float width, TextStyle style, Func<IReadOnlyList<string>, int, string> shorten)
    {
        var (fits, exceeds) = (1, Math.Min(letters.Count, MostLetters));
        while (exceeds - fits > 1)
        {
            var middle = (fits + exceeds) / 2;
            (fits, exceeds) = Measure(shorten(letters, middle), style) <= width ? (middle, exceeds) : (fits, middle);
        }

        return shorten(letters, fits);
    }

    private static string WithoutMiddle(IReadOnlyList<string> letters, int count) =>
        string.Concat(letters.Take((count + 1) / 2)).TrimEnd() + Ellipsis + string.Concat(letters.Skip(letters.Count - (count / 2))).TrimStart();

    private static string WithoutEnd(IReadOnlyList<string> letters, int count) => string.Concat(letters.Take(count)).TrimEnd() + Ellipsis;

    /// <summary>The width of a line; its glyphs, placed, are given to <paramref name="glyphs"/>.</summary>
    private float Glyphs(string text, TextStyle style, Action<SKTextBlob>? glyphs)
    {
        var x = 0f;
        foreach (var run in TextRun.Split(text, typefaces, style.Strong ? typefaces.SemiBold : typefaces.Regular))
        {
            using var font = new SKFont(run.Typeface, style.Size) { Edging = SKFontEdging.Antialias, Subpixel = true };
            var shaped = typefaces.Shape(run.Text, font);
            if (glyphs is not null)
            {
                var offset = x;
                using var builder = new SKTextBlobBuilder();
                builder.AddPositionedRun(
                    [.. shaped.Codepoints.Select(glyph => (ushort)glyph)], font, [.. shaped.Points.Select(point => new SKPoint(point.X + offset, point.Y))]);
                using var blob = builder.Build();
                glyphs(blob!);
            }

            x += shaped.Width;
        }

        return x;
    }
}

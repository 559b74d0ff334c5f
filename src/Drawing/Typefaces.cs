using System.Collections.Concurrent;
using System.Text;
using SkiaSharp;
using SkiaSharp.HarfBuzz;

namespace MediaPipeline.Drawing;

/// <summary>Inter, which the program brings, and for what it lacks the fonts of the system, where there are any.</summary>
internal sealed class Typefaces
{
    private readonly Lazy<IReadOnlyList<SKTypeface>> _ofSystem = new(SystemFonts.Open);
    private readonly ConcurrentDictionary<IntPtr, SKShaper> _shapers = new();

    public SKTypeface Regular { get; } = Embedded("Inter-Regular.ttf");

    public SKTypeface SemiBold { get; } = Embedded("Inter-SemiBold.ttf");

    /// <summary>One that has the character; where none has, the preferred one, which shows its box for unknown characters.</summary>
    public SKTypeface Find(Rune rune, SKTypeface preferred)
    {
        if (Has(preferred, rune))
        {
            return preferred;
        }

        return _ofSystem.Value.FirstOrDefault(typeface => Has(typeface, rune)) ?? preferred;
    }

    /// <summary>Glyphs of a text that is of one direction, and their places.</summary>
    public SKShaper.Result Shape(string text, SKFont font)
    {
        var shaper = _shapers.GetOrAdd(font.Typeface.Handle, _ => new SKShaper(font.Typeface));
        lock (shaper)
        {
            return shaper.Shape(text, font);
        }
    }

    private static bool Has(SKTypeface typeface, Rune rune)
    {
        using var font = new SKFont(typeface);
        return font.ContainsGlyph(rune.Value);
    }

    private static SKTypeface Embedded(string name)
    {
        using var resource = typeof(Typefaces).Assembly.GetManifestResourceStream(name)!;
        return SKTypeface.FromStream(resource);
    }
}

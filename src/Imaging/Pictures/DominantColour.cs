using System.Globalization;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>The colour that most of a picture has, give or take a sixteenth of each primary.</summary>
internal static class DominantColour
{
    /// <summary>
    /// #rrggbb: the mean of the fullest of 16 x 16 x 16 boxes. What is more than half transparent does not count; a picture without anything else is white.
    /// </summary>
    internal static string Find(ReadOnlySpan<byte> pixels, int bands)
    {
        var boxes = new (int Count, int Red, int Green, int Blue)[16 * 16 * 16];
        var (greenBand, blueBand) = bands < 3 ? (0, 0) : (1, 2);
        for (var at = 0; at + bands <= pixels.Length; at += bands)
        {
            if (bands is 2 or 4 && pixels[at + bands - 1] < 128)
            {
                continue;
            }

            var (red, green, blue) = (pixels[at], pixels[at + greenBand], pixels[at + blueBand]);
            ref var box = ref boxes[(red >> 4 << 8) | (green >> 4 << 4) | (blue >> 4)];
            box = (box.Count + 1, box.Red + red, box.Green + green, box.Blue + blue);
        }

        var fullest = boxes.MaxBy(box => box.Count);
        return fullest.Count == 0
            ? "#ffffff"
            : string.Create(CultureInfo.InvariantCulture,
                $"#{fullest.Red / fullest.Count:x2}{fullest.Green / fullest.Count:x2}{fullest.Blue / fullest.Count:x2}");
    }
}

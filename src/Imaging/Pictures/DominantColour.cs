using System.Globalization;
using System.Runtime.Intrinsics;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>The colour that most of a picture has, give or take a sixteenth of each primary.</summary>
internal static class DominantColour
{
    /// <summary>
    /// #rrggbb: the mean of the fullest of 16 x 16 x 16 boxes. What is more than half transparent does not count; a picture without anything else is white.
    /// </summary>
    internal static string Find(ReadOnlySpan<byte> pixels, int bands)
    {
        // Count, red, green and blue of each box: one addition a pixel.
        var boxes = new Vector128<int>[16 * 16 * 16];
        var (greenBand, blueBand) = bands < 3 ? (0, 0) : (1, 2);
        for (var at = 0; at + bands <= pixels.Length; at += bands)
        {
            if (bands is 2 or 4 && pixels[at + bands - 1] < 128)
            {
                continue;
            }

            var (red, green, blue) = (pixels[at], pixels[at + greenBand], pixels[at + blueBand]);
            boxes[(red >> 4 << 8) | (green >> 4 << 4) | (blue >> 4)] += Vector128.Create(1, red, green, blue);
        }

        var fullest = boxes.MaxBy(box => box[0]);
        return fullest[0] == 0
            ? "#ffffff"
            : string.Create(CultureInfo.InvariantCulture, $"#{fullest[1] / fullest[0]:x2}{fullest[2] / fullest[0]:x2}{fullest[3] / fullest[0]:x2}");
    }
}

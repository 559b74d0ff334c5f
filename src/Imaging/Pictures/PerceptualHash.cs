using System.Globalization;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>
/// The 64-bit pHash: the 8 x 8 lowest frequencies of a 32 x 32 grey picture, each a bit that tells whether it is above their median. Similar pictures differ in
/// few bits. Of a picture of one colour only rounding would be left to compare, so its hash is all zeros, which no other picture has: its mean brightness is
/// above the median. Source: Zauner, "Implementation and Benchmarking of Perceptual Image Hash Functions" (2010), section 3.2.1.
/// </summary>
internal static class PerceptualHash
{
    internal static string Compute(PixelGrid grid)
    {
        if (IsFlat(grid.Red) && IsFlat(grid.Green) && IsFlat(grid.Blue) && IsFlat(grid.Alpha))
        {
            return OfOneColour;
        }

        Span<float> frequencies = stackalloc float[Low * Low];
        Transform(grid, frequencies);

        Span<float> sorted = stackalloc float[(Low * Low) - 1];
        frequencies[1..].CopyTo(sorted);
        sorted.Sort();
        var median = sorted[sorted.Length / 2];

        var hash = 0UL;
        foreach (var frequency in frequencies)
        {
            hash = (hash << 1) | (frequency > median ? 1UL : 0);
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    // Two of 255 levels: what an encoder makes of an even area, and less than one stroke of a pen.
    private static bool IsFlat(float[] band) => band.Max() - band.Min() <= 2.01f / 255;

    /// <summary>The low part of the discrete cosine transform, rows first.</summary>
    private static void Transform(PixelGrid grid, Span<float> frequencies)
    {
        Span<float> rows = stackalloc float[PixelGrid.Side * Low];
        for (var y = 0; y < PixelGrid.Side; y++)
        {
            for (var x = 0; x < PixelGrid.Side; x++)
            {
                var cell = (y * PixelGrid.Side) + x;
                var grey = (0.299f * grid.Red[cell]) + (0.587f * grid.Green[cell]) + (0.114f * grid.Blue[cell]);
                grey = 1 - (grid.Alpha[cell] * (1 - grey));
                for (var u = 0; u < Low; u++)
                {
                    rows[(y * Low) + u] += grey * Cosines[(u * PixelGrid.Side) + x];
                }
            }
        }

        for (var y = 0; y < PixelGrid.Side; y++)
        {
            for (var at = 0; at < Low * Low; at++)
            {
                frequencies[at] += rows[(y * Low) + (at % Low)] * Cosines[(at / Low * PixelGrid.Side) + y];
            }
        }
    }

    private static readonly float[] Cosines =
        [.. from u in Enumerable.Range(0, Low) from x in Enumerable.Range(0, PixelGrid.Side) select (float)Math.Cos(Math.PI / PixelGrid.Side * u * (x + 0.5))];

    private const int Low = 8;
    private const string OfOneColour = "0000000000000000";
}

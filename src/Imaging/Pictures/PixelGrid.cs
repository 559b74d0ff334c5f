namespace MediaPipeline.Imaging.Pictures;

/// <summary>A picture averaged to 32 x 32 cells, whatever its shape: enough for hashes and placeholders. Red, green, blue and alpha, each 0 to 1.</summary>
internal sealed class PixelGrid
{
    internal const int Side = 32;

    private PixelGrid()
    {
    }

    internal float[] Red { get; } = new float[Side * Side];

    internal float[] Green { get; } = new float[Side * Side];

    internal float[] Blue { get; } = new float[Side * Side];

    internal float[] Alpha { get; } = new float[Side * Side];

    /// <param name="bands">1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha.</param>
    internal static PixelGrid Average(ReadOnlySpan<byte> pixels, int width, int height, int bands)
    {
        var grid = new PixelGrid();
        for (var row = 0; row < Side; row++)
        {
            var (top, bottom) = Range(row, height);
            for (var column = 0; column < Side; column++)
            {
                var (left, right) = Range(column, width);
                grid.AverageCell((row * Side) + column, pixels, width * bands, bands, (left, top, right, bottom));
            }
        }

        return grid;
    }

    private void AverageCell(int cell, ReadOnlySpan<byte> pixels, int stride, int bands, (int Left, int Top, int Right, int Bottom) area)
    {
        var (red, green, blue, alpha) = (0, 0, 0, 0);
        var (greenBand, blueBand) = bands < 3 ? (0, 0) : (1, 2);
        for (var y = area.Top; y < area.Bottom; y++)
        {
            var row = pixels.Slice((y * stride) + (area.Left * bands), (area.Right - area.Left) * bands);
            for (var at = 0; at < row.Length; at += bands)
            {
                red += row[at];
                green += row[at + greenBand];
                blue += row[at + blueBand];
                alpha += bands is 2 or 4 ? row[at + bands - 1] : 255;
            }
        }

        var full = 255f * (area.Right - area.Left) * (area.Bottom - area.Top);
        (Red[cell], Green[cell], Blue[cell], Alpha[cell]) = (red / full, green / full, blue / full, alpha / full);
    }

    private static (int From, int To) Range(int cell, int length)
    {
        var from = cell * length / Side;
        return (from, Math.Max(from + 1, (cell + 1) * length / Side));
    }
}

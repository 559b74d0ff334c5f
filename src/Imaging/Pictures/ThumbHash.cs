namespace MediaPipeline.Imaging.Pictures;

/// <summary>
/// ThumbHash, a blurred picture in about 25 bytes that any page can show while it waits. Format and constants: https://evanw.github.io/thumbhash/.
/// The transform does not mind that the grid is square: the picture's own shape goes into the hash.
/// </summary>
internal static class ThumbHash
{
    /// <summary>The hash in base64, as browsers' decoders take it.</summary>
    internal static string Encode(PixelGrid grid, int width, int height)
    {
        var hasAlpha = grid.Alpha.Any(alpha => alpha < 1);
        var most = hasAlpha ? 5 : 7;
        var across = Math.Max(1, Round(most * width / (double)Math.Max(width, height)));
        var down = Math.Max(1, Round(most * height / (double)Math.Max(width, height)));
        var (l, p, q) = ToLpq(grid);
        var luminance = Channel.Of(l, Math.Max(3, across), Math.Max(3, down));
        var yellowBlue = Channel.Of(p, 3, 3);
        var redGreen = Channel.Of(q, 3, 3);
        var isLandscape = width > height;

        var head = Round(63 * luminance.Mean) | (Round(31.5 + (31.5 * yellowBlue.Mean)) << 6) | (Round(31.5 + (31.5 * redGreen.Mean)) << 12)
            | (Round(31 * luminance.Scale) << 18) | (hasAlpha ? 1 << 23 : 0);
        var tail = (isLandscape ? down : across) | (Round(63 * yellowBlue.Scale) << 3) | (Round(63 * redGreen.Scale) << 9) | (isLandscape ? 1 << 15 : 0);
        List<byte> hash = [(byte)head, (byte)(head >> 8), (byte)(head >> 16), (byte)tail, (byte)(tail >> 8)];
        IEnumerable<double> waves = luminance.Waves.Concat(yellowBlue.Waves).Concat(redGreen.Waves);
        if (hasAlpha)
        {
            var alpha = Channel.Of(grid.Alpha, 5, 5);
            hash.Add((byte)(Round(15 * alpha.Mean) | (Round(15 * alpha.Scale) << 4)));
            waves = waves.Concat(alpha.Waves);
        }

        hash.AddRange(waves.Select(wave => Round(15 * wave)).Chunk(2).Select(pair => (byte)(pair[0] | (pair.Length > 1 ? pair[1] << 4 : 0))));
        return Convert.ToBase64String(hash.ToArray());
    }

    /// <summary>Luminance, yellow minus blue, red minus green, laid upon the mean colour where it is transparent.</summary>
    private static (float[] L, float[] P, float[] Q) ToLpq(PixelGrid grid)
    {
        var cover = grid.Alpha.Sum();
        var (red, green, blue) = cover == 0 ? (0f, 0f, 0f) : (Mean(grid.Red), Mean(grid.Green), Mean(grid.Blue));
        var (l, p, q) = (new float[grid.Alpha.Length], new float[grid.Alpha.Length], new float[grid.Alpha.Length]);
        for (var i = 0; i < l.Length; i++)
        {
            var alpha = grid.Alpha[i];
            var r = (red * (1 - alpha)) + (alpha * grid.Red[i]);
            var g = (green * (1 - alpha)) + (alpha * grid.Green[i]);
            var b = (blue * (1 - alpha)) + (alpha * grid.Blue[i]);
            (l[i], p[i], q[i]) = ((r + g + b) / 3, ((r + g) / 2) - b, r - g);
        }

        return (l, p, q);

        float Mean(float[] band) => band.Zip(grid.Alpha, (value, alpha) => value * alpha).Sum() / cover;
    }

    private static int Round(double value) => (int)Math.Floor(value + 0.5);

    /// <summary>The cosine transform of one channel: its mean, its waves from 0 to 1, and what to scale them with.</summary>
    private sealed record Channel(double Mean, double Scale, double[] Waves)
    {
        internal static Channel Of(float[] values, int across, int down)
        {
            var waves = new List<double>();
            for (var cy = 0; cy < down; cy++)
            {
                for (var cx = 0; cx * down < across * (down - cy); cx++)
                {
                    waves.Add(Wave(values, cx, cy));
                }
            }

            var scale = waves.Skip(1).Max(Math.Abs);
            return new Channel(waves[0], scale, [.. waves.Skip(1).Select(wave => scale == 0 ? 0 : 0.5 + (0.5 / scale * wave))]);
        }

        private static double Wave(float[] values, int cx, int cy)
        {
            var sum = 0.0;
            for (var y = 0; y < PixelGrid.Side; y++)
            {
                var row = 0.0;
                for (var x = 0; x < PixelGrid.Side; x++)
                {
                    row += values[(y * PixelGrid.Side) + x] * Cosines[cx][x];
                }

                sum += row * Cosines[cy][y];
            }

            return sum / (PixelGrid.Side * PixelGrid.Side);
        }

        private static readonly double[][] Cosines =
            [.. Enumerable.Range(0,
                8).Select(c => Enumerable.Range(0, PixelGrid.Side).Select(x => Math.Cos(Math.PI / PixelGrid.Side * c * (x + 0.5))).ToArray())];
    }
}

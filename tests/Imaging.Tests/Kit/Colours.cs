namespace MediaPipeline.Imaging.Tests.Kit;

/// <summary>Compares colours, and makes pictures whose colours can be compared after any resampling.</summary>
internal static class Colours
{
    internal static void ShouldBeNear(ReadOnlySpan<byte> actual, ReadOnlySpan<byte> wanted, int tolerance)
    {
        var difference = 0;
        for (var band = 0; band < Math.Min(actual.Length, wanted.Length); band++)
        {
            difference = Math.Max(difference, Math.Abs(actual[band] - wanted[band]));
        }

        difference.ShouldBeLessThanOrEqualTo(tolerance, $"{string.Join(',', actual.ToArray())} should be {string.Join(',', wanted.ToArray())}");
    }

    /// <summary>24 plain patches over all of the colour space, in six columns and four rows.</summary>
    internal static Pixels Patches(int width = 600, int height = 400) => Pixels.Paint(width, height, 3, (x, y, pixel) =>
    {
        var patch = (y * 4 / height * 6) + (x * 6 / width);
        pixel[0] = (byte)(20 + (patch * 37 % 215));
        pixel[1] = (byte)(20 + (patch * 101 % 215));
        pixel[2] = (byte)(20 + (patch * 163 % 215));
    });

    /// <summary>The mean colours of the 24 patches, away from their edges. Grey is told as three equal numbers.</summary>
    internal static int[][] ReadPatches(Pixels picture) =>
        [.. Enumerable.Range(0, 24).Select(patch => MeanOf(picture, patch % 6 / 6.0, patch / 6 / 4.0))];

    internal static void PatchesShouldBeNear(int[][] actual, int[][] wanted, int tolerance)
    {
        for (var patch = 0; patch < wanted.Length; patch++)
        {
            for (var band = 0; band < 3; band++)
            {
                Math.Abs(actual[patch][band] - wanted[patch][band]).ShouldBeLessThanOrEqualTo(tolerance,
                    $"patch {patch} is {string.Join(',', actual[patch])}, should be {string.Join(',', wanted[patch])}");
            }
        }
    }

    private static int[] MeanOf(Pixels picture, double left, double top)
    {
        var sums = new int[3];
        var count = 0;
        for (var y = (int)((top + 0.08) * picture.Height); y < (top + 0.17) * picture.Height; y++)
        {
            for (var x = (int)((left + 0.05) * picture.Width); x < (left + 0.11) * picture.Width; x++)
            {
                var pixel = picture.At(x, y);
                for (var band = 0; band < 3; band++)
                {
                    sums[band] += pixel[picture.Bands < 3 ? 0 : band];
                }

                count++;
            }
        }

        return [.. sums.Select(sum => (int)Math.Round((double)sum / count))];
    }
}

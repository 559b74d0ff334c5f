using System.Diagnostics.Metrics;

namespace MediaPipeline.Api.Metrics;

/// <summary>Upper bounds of a histogram's buckets: those that the instrument advises, or fixed ones by its unit.</summary>
internal static class HistogramBounds
{
    private static readonly double[] Seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
    private static readonly double[] Bytes = [1 << 10, 1 << 12, 1 << 14, 1 << 16, 1 << 18, 1 << 20, 1 << 22, 1 << 24, 1 << 26, 1 << 28, 1 << 30];
    private static readonly double[] Counts = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000];
    private static readonly double[] Milliseconds = [.. Seconds.Select(bound => bound * 1000)];

    public static double[] Of(Instrument instrument) => Advised(instrument) ?? instrument.Unit switch
    {
        "s" => Seconds,
        "ms" => Milliseconds,
        "By" => Bytes,
        _ => Counts,
    };

    private static double[]? Advised(Instrument instrument) => instrument switch
    {
        Histogram<double> histogram => Convert(histogram.Advice),
        Histogram<float> histogram => Convert(histogram.Advice),
        Histogram<long> histogram => Convert(histogram.Advice),
        Histogram<int> histogram => Convert(histogram.Advice),
        _ => null,
    };

    private static double[]? Convert<T>(InstrumentAdvice<T>? advice)
        where T : struct => advice?.HistogramBucketBoundaries?.Select(bound => System.Convert.ToDouble(bound, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
}

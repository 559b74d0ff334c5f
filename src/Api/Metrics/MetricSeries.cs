namespace MediaPipeline.Api.Metrics;

/// <summary>The figures of one series.</summary>
internal sealed class MetricSeries(double[] bounds)
{
    private readonly Lock _lock = new();
    private readonly long[] _buckets = new long[bounds.Length + 1];
    private double _sum;
    private long _count;

    public void Add(double value, bool isSum)
    {
        lock (_lock)
        {
            _sum = isSum ? _sum + value : value;
            _count++;
            _buckets[BucketOf(value)]++;
        }
    }

    public void Set(double value)
    {
        lock (_lock)
        {
            _sum = value;
        }
    }

    public Figures Read()
    {
        lock (_lock)
        {
            return new Figures(_sum, _count, [.. _buckets]);
        }
    }

    private int BucketOf(double value)
    {
        var found = Array.BinarySearch(bounds, value);
        return found < 0 ? ~found : found;
    }

    /// <param name="Buckets">One for each bound, not added up, and one for what is beyond the last.</param>
    internal readonly record struct Figures(double Sum, long Count, long[] Buckets);
}

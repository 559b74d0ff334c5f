using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace MediaPipeline.Api.Metrics;

/// <summary>One metric with all its series, told apart by their labels.</summary>
internal sealed class MetricFamily(string name, Instrument source)
{
    /// <summary>A label that takes ever new values must not fill the memory: what comes after this many series is counted in one of its own.</summary>
    private const int MaxSeries = 500;
    private const string Overflow = "overflow=\"true\"";
    private readonly ConcurrentDictionary<string, MetricSeries> _series = new(StringComparer.Ordinal);
    private readonly double[] _bounds = MetricNames.IsHistogram(source) ? HistogramBounds.Of(source) : [];
    private readonly bool _isHistogram = MetricNames.IsHistogram(source);

    public string Name => name;

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = PrometheusText.Labels(tags);
        if (_series.Count >= MaxSeries && !_series.ContainsKey(labels))
        {
            labels = Overflow;
        }

        var series = _series.GetOrAdd(labels, static (_, bounds) => new MetricSeries(bounds), _bounds);
        if (source.IsObservable)
        {
            series.Set(value);
        }
        else
        {
            series.Add(value, isSum: !IsGauge);
        }
    }

    public void ForgetObserved()
    {
        if (source.IsObservable)
        {
            _series.Clear();
        }
    }

    public void WriteTo(PrometheusText text)
    {
        if (_series.IsEmpty)
        {
            return;
        }

        text.Head(name, source.Description, _isHistogram ? "histogram" : MetricNames.IsCounter(source) ? "counter" : "gauge");
        foreach (var (labels, series) in _series.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var value = series.Read();
            if (_isHistogram)
            {
                text.Histogram(name, labels, _bounds, value);
            }
            else
            {
                text.Sample(name, labels, value.Sum);
            }
        }
    }

    private bool IsGauge => source.GetType().Name is "Gauge`1";
}

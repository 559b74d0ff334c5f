using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace MediaPipeline.Api.Metrics;

/// <summary>Listens to our meters, and to a few of the framework's, and keeps their sums for <c>/metrics</c>.</summary>
internal sealed class MetricsCollector : IDisposable
{
    private const string OwnPrefix = "MediaPipeline";
    private static readonly string[] Others = ["System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel"];
    private readonly ConcurrentDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();
    private readonly Lock _reading = new();

    public MetricsCollector()
    {
        _listener.InstrumentPublished = Publish;
        _listener.SetMeasurementEventCallback<byte>((_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<short>((_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<float>((_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<decimal>((_, value, tags, state) => Record((double)value, tags, state));
        _listener.Start();
    }

    /// <summary>Everything in the Prometheus text format, by name.</summary>
    public string Read()
    {
        lock (_reading)
        {
            // What is asked for only now may have lost some of its series since the last time.
            foreach (var family in _families.Values)
            {
                family.ForgetObserved();
            }

            _listener.RecordObservableInstruments();
            var text = new PrometheusText();
            foreach (var family in _families.Values.OrderBy(family => family.Name, StringComparer.Ordinal))
            {
                family.WriteTo(text);
            }

            return text.ToString();
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Publish(Instrument instrument, MeterListener listener)
    {
        var meter = instrument.Meter.Name;
        if (meter.StartsWith(OwnPrefix, StringComparison.Ordinal) || Others.Contains(meter, StringComparer.Ordinal))
        {
            listener.EnableMeasurementEvents(instrument, _families.GetOrAdd(MetricNames.Of(instrument), static (name, source) => new MetricFamily(name, source), instrument));
        }
    }

    private static void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state) => ((MetricFamily)state!).Record(value, tags);
}

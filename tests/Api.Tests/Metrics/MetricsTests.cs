using System.Diagnostics.Metrics;
using MediaPipeline.Api.Metrics;
using MediaPipeline.Api.Tests.Hosting;

namespace MediaPipeline.Api.Tests.Metrics;

public sealed class MetricsTests : IDisposable
{
    private readonly Meter _meter = new("MediaPipeline.Tests." + Guid.CreateVersion7().ToString("N"));
    private readonly string _name = "test_" + Guid.CreateVersion7().ToString("N");
    private readonly MetricsCollector _metrics = new();

    public void Dispose()
    {
        _metrics.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void Counter_IsATotal_ByItsLabels()
    {
        var counter = _meter.CreateCounter<long>(_name + ".images.rendered", "{image}", "Pictures\nrendered \\ so far");
        counter.Add(2, new KeyValuePair<string, object?>("format", "webp"), new KeyValuePair<string, object?>("a.b", true));
        counter.Add(3, new KeyValuePair<string, object?>("a.b", true), new KeyValuePair<string, object?>("format", "webp"));
        counter.Add(1, new KeyValuePair<string, object?>("format", "a\"b\\c\nd"));
        Lines().ShouldBe(
        [
            $"# HELP {_name}_images_rendered_total Pictures\\nrendered \\\\ so far",
            $"# TYPE {_name}_images_rendered_total counter",
            $$"""{{_name}}_images_rendered_total{a_b="true",format="webp"} 5""",
            $$"""{{_name}}_images_rendered_total{format="a\"b\\c\nd"} 1""",
        ]);
    }

    [Fact]
    public void Histogram_HasBucketsThatAddUp()
    {
        var histogram = _meter.CreateHistogram<double>(_name, "s", null, advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        foreach (var seconds in new[] { 0.05, 0.1, 0.5, 7 })
        {
            histogram.Record(seconds);
        }

        Lines().ShouldBe(
        [
            $"# TYPE {_name}_seconds histogram",
            $$"""{{_name}}_seconds_bucket{le="0.1"} 2""",
            $$"""{{_name}}_seconds_bucket{le="1"} 3""",
            $$"""{{_name}}_seconds_bucket{le="+Inf"} 4""",
            $"{_name}_seconds_sum 7.65",
            $"{_name}_seconds_count 4",
        ]);
    }

    [Fact]
    public void Gauges_ShowWhatIsNow()
    {
        var waiting = new List<Measurement<long>> { new(3, new KeyValuePair<string, object?>("stage", "probed")), new(1, new KeyValuePair<string, object?>("stage", "live")) };
        _meter.CreateObservableGauge(_name + ".bytes", () => waiting, "By");
        var level = _meter.CreateUpDownCounter<int>(_name + ".level");
        level.Add(5);
        level.Add(-2);
        var last = _meter.CreateGauge<double>(_name + ".last");
        last.Record(4);
        last.Record(2.5);
        Lines().ShouldContain($$"""{{_name}}_bytes{stage="live"} 1""");
        waiting.RemoveAt(1);
        Lines().ShouldBe(
        [
            $"# TYPE {_name}_bytes gauge",
            $$"""{{_name}}_bytes{stage="probed"} 3""",
            $"# TYPE {_name}_last gauge",
            $"{_name}_last 2.5",
            $"# TYPE {_name}_level gauge",
            $"{_name}_level 3",
        ]);
    }

    [Fact]
    public void LabelThatTakesEverNewValues_IsBounded()
    {
        var counter = _meter.CreateCounter<long>(_name);
        for (var n = 0; n < 2000; n++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("n", n));
        }

        Lines().Length.ShouldBeLessThan(510);
        Lines().ShouldContain($$"""{{_name}}_total{overflow="true"} 1500""");
    }

    [Fact]
    public async Task Endpoint_HasOursAndTheFrameworks()
    {
        await using var host = await ApiHost.StartAsync();
        _meter.CreateCounter<long>(_name).Add(1);
        await host.Client.GetAsync("/api/v1/jobs");
        using var response = await host.Client.GetAsync("/metrics");
        response.Content.Headers.ContentType?.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        var text = await response.Content.ReadAsStringAsync();
        text.ShouldContain($"{_name}_total 1\n");
        text.ShouldContain("# TYPE dotnet_process_memory_working_set_bytes gauge");
        text.ShouldContain("http_server_request_duration_seconds_bucket");
        text.ShouldContain("http_route=\"/api/v1/jobs");
    }

    private string[] Lines() => [.. _metrics.Read().Split('\n').Where(line => line.Contains(_name, StringComparison.Ordinal))];
}

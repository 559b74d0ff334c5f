using System.Diagnostics.Metrics;
using MediaPipeline.Api.Tests.Hosting;

namespace MediaPipeline.Api.Tests.Metrics;

public sealed class MetricsTests : IAsyncLifetime
{
    private readonly Meter _meter = new("MediaPipeline.Tests." + Guid.CreateVersion7().ToString("N"));
    private readonly string _name = "test_" + Guid.CreateVersion7().ToString("N");
    private ApiHost _host = null!;

    public async Task InitializeAsync() => _host = await ApiHost.StartAsync();

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _meter.Dispose();
    }

    [Fact]
    public async Task Counter_IsATotal_ByItsLabels()
    {
        var counter = _meter.CreateCounter<long>(_name + ".images.rendered", "{image}", "Pictures rendered so far");
        counter.Add(2, new KeyValuePair<string, object?>("format", "webp"), new KeyValuePair<string, object?>("a.b", "c"));
        counter.Add(3, new KeyValuePair<string, object?>("a.b", "c"), new KeyValuePair<string, object?>("format", "webp"));

        var lines = await LinesAsync();

        lines.ShouldContain($"# TYPE {_name}_images_rendered_total counter");
        lines.ShouldContain($"# HELP {_name}_images_rendered_total Pictures rendered so far");
        lines.Single(line => line.EndsWith(" 5", StringComparison.Ordinal)).ShouldSatisfyAllConditions(
            line => line.ShouldStartWith(
                $"{_name}_images_rendered_total{{"), line => line.ShouldContain("format=\"webp\""), line => line.ShouldContain("a_b=\"c\""));
    }

    [Theory]
    [InlineData(new[] { 0.1, 1 }, "0.1", "1", "+Inf")]
    [InlineData(null, "0.001", "0.0025", "0.005")]
    public async Task Histogram_OfSeconds_HasTheAdvisedBuckets_OrOnesForSeconds(double[]? advised, params string[] bounds)
    {
        var advice = advised is null ? null : new InstrumentAdvice<double> { HistogramBucketBoundaries = advised };
        _meter.CreateHistogram(_name, "s", null, tags: null, advice).Record(0.0005);

        (await LinesAsync()).Where(line => line.Contains("_seconds_bucket", StringComparison.Ordinal)).Take(bounds.Length)
            .ShouldBe(bounds.Select(bound => $$"""{{_name}}_seconds_bucket{le="{{bound}}"} 1"""));
    }

    [Fact]
    public async Task ObservableGauge_ShowsWhatIsNow()
    {
        var value = 3;
        _meter.CreateObservableGauge(_name + ".size", () => value, "By");
        (await LinesAsync()).ShouldContain(line => line.StartsWith($"{_name}_size_bytes", StringComparison.Ordinal) && line.EndsWith(" 3",
            StringComparison.Ordinal));
        value = 4;

        (await LinesAsync()).ShouldContain(line => line.StartsWith($"{_name}_size_bytes", StringComparison.Ordinal) && line.EndsWith(" 4",
            StringComparison.Ordinal));
    }

    [Fact]
    public async Task LabelThatTakesEverNewValues_IsBounded()
    {
        var counter = _meter.CreateCounter<long>(_name);
        for (var n = 0; n < 3000; n++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("n", n));
        }

        (await LinesAsync()).ShouldContain(line => line.Contains("otel_metric_overflow=\"true\"", StringComparison.Ordinal));
        (await LinesAsync()).Length.ShouldBeLessThan(2_010);
    }

    [Fact]
    public async Task Endpoint_HasOursAndTheFrameworks()
    {
        _meter.CreateCounter<long>(_name).Add(1);
        await _host.Client.GetAsync("/api/v1/jobs");
        using var response = await _host.Client.GetAsync("/metrics");
        response.Content.Headers.ContentType?.ToString().ShouldStartWith("text/plain; version=0.0.4; charset=utf-8");
        var text = await response.Content.ReadAsStringAsync();
        text.ShouldContain($"{_name}_total{{}} 1\n");
        text.ShouldContain("# TYPE dotnet_process_memory_working_set_bytes gauge");
        text.ShouldContain("http_server_request_duration_seconds_bucket");
        text.ShouldContain("http_route=\"/api/v1/jobs");
    }

    private async Task<string[]> LinesAsync() =>
        [.. (await _host.Client.GetStringAsync("/metrics")).Split('\n').Where(line => line.Contains(_name, StringComparison.Ordinal))];
}

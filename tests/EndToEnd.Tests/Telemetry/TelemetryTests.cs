using System.Net.Http.Json;
using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.TestKit.Files;
using MediaPipeline.TestKit.Pictures;

namespace MediaPipeline.EndToEnd.Tests.Telemetry;

/// <summary>What a collector gets from the real server, and that none costs nothing.</summary>
public sealed class TelemetryTests
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";

    [Fact]
    public async Task OneTrace_LeadsFromTheRequestThroughTheJobToTheWorkers()
    {
        using var directory = new TemporaryDirectory();
        PngPicture.Write(directory["pictures", "one.png"], 700, 500, 1);
        await using var collector = new OtlpReceiver();
        await using var server = await RunningServer.StartAsync(directory["data"], new Dictionary<string, string>
        {
            ["Telemetry__OtlpEndpoint"] = collector.Endpoint,
            ["Telemetry__MetricsEvery"] = "00:00:01",
        });

        await server.Http.GetStringAsync("/health/ready");
        await ImportAsync(server, directory["pictures"], $"00-{TraceId}-b7ad6b7169203331-01");
        await collector.WaitAsync(c => c.Spans.Any(s => s.Name == "job"));
        await collector.WaitAsync(c => c.Metrics.Contains("mediapipeline.images.stages"));

        var request = collector.Spans.Where(s => s.Name.StartsWith("POST ", StringComparison.Ordinal)).ShouldHaveSingleItem();
        var start = Child(collector, request, "job start");
        var probed = Child(collector, start, "stage probed");
        Child(collector, probed, "worker probe");
        Child(collector, probed, "worker render");
        Child(collector, start, "stage rendered");
        Child(collector, start, "job");
        collector.Spans.ShouldAllBe(s => !s.Name.Contains("health") && !s.Attributes.Contains("url.query"));
        collector.Metrics.ShouldContain("mediapipeline.storage.commits");
    }

    [Fact]
    public async Task ACollectorThatIsAway_IsSaidInTheLog_AndTheWorkGoesOn()
    {
        using var directory = new TemporaryDirectory();
        PngPicture.Write(directory["pictures", "one.png"], 700, 500, 1);
        await using var server = await RunningServer.StartAsync(directory["data"], new Dictionary<string, string>
        {
            ["Telemetry__OtlpEndpoint"] = "http://127.0.0.1:9",
            ["Telemetry__MetricsEvery"] = "00:00:01",
        });

        await ImportAsync(server, directory["pictures"], null);

        await server.WaitForOutputAsync("Telemetry does not reach its collector");
    }

    [Fact]
    public async Task WithoutAnEndpoint_NothingThatTracesOrSendsIsLoaded()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await RunningServer.StartAsync(directory["data"]);

        await server.Http.GetStringAsync("/health/ready");

        // The rest of OpenTelemetry serves /metrics.
        var loaded = await File.ReadAllTextAsync($"/proc/{server.ProcessId}/maps");
        foreach (var part in new[] { "Exporter.OpenTelemetryProtocol", "Instrumentation" })
        {
            loaded.ShouldNotContain($"OpenTelemetry.{part}");
        }
    }

    [Theory]
    [InlineData("Telemetry__OtlpEndpoint", "collector:4318", "Telemetry:OtlpEndpoint is 'collector:4318'")]
    [InlineData("Telemetry__OtlpProtocol", "json", "Telemetry:OtlpProtocol is 'json'")]
    [InlineData("Telemetry__TraceRatio", "2", "Telemetry:TraceRatio is 2")]
    [InlineData("Telemetry__MetricsEvery", "00:00:00.1", "Telemetry:MetricsEvery is 00:00:00.1")]
    public async Task AWrongSetting_KeepsItFromStarting_AndIsNamed(string setting, string value, string expected)
    {
        using var directory = new TemporaryDirectory();
        var settings = new Dictionary<string, string> { ["Telemetry__OtlpEndpoint"] = "http://127.0.0.1:4318", [setting] = value };

        var start = await Should.ThrowAsync<InvalidOperationException>(RunningServer.StartAsync(directory["data"], settings));

        start.Message.ShouldContain(expected);
    }

    private static async Task ImportAsync(RunningServer server, string path, string? traceParent)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/collections?") { Content = JsonContent.Create(new { path }) };
        request.Headers.TryAddWithoutValidation("traceparent", traceParent);
        using var answer = await server.Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        await server.WaitForEndAsync((await server.JobsAsync())[0].Id.Value);
    }

    private static OtlpSpan Child(OtlpReceiver collector, OtlpSpan parent, string name)
    {
        var child = collector.Spans.Where(s => s.Name == name).ShouldHaveSingleItem();
        (child.TraceId, child.ParentId).ShouldBe((TraceId, parent.Id));
        return child;
    }
}

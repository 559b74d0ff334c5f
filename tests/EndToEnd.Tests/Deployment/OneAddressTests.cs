using System.Net.Http.Json;
using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.TestKit.Files;
using MediaPipeline.TestKit.Pictures;

namespace MediaPipeline.EndToEnd.Tests.Deployment;

/// <summary>The committed nginx configuration before two servers.</summary>
public sealed class OneAddressTests
{
    [ToolFact("nginx")]
    public async Task OneAddress_StreamsEventsAtOnce_StaysWithAServer_AndGoesToAnotherWhenThatOneIsAway()
    {
        using var directory = new TemporaryDirectory();
        PngPicture.Write(directory["pictures", "one.png"], 700, 500, 1);
        await using var first = await RunningServer.StartAsync(directory["first"]);
        await using var second = await RunningServer.StartAsync(directory["second"]);
        await using var nginx = await Nginx.StartAsync(directory["nginx"], first, second);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));

        (await nginx.Http.GetStringAsync("/health/ready", limit.Token)).ShouldContain("healthy");
        using var events = new StreamReader(await nginx.Http.GetStreamAsync("/api/v1/events", limit.Token));
        using var added = await nginx.Http.PostAsJsonAsync("/api/v1/collections", new { path = directory["pictures"] }, limit.Token);
        added.EnsureSuccessStatusCode();
        while (!(await events.ReadLineAsync(limit.Token)).ShouldNotBeNull().Contains("job.completed", StringComparison.Ordinal))
        {
        }

        var owner = (await first.JobsAsync()).Count > 0 ? first : second;
        await owner.KillAsync();
        (await nginx.Http.GetStringAsync("/api/v1/jobs?page=1", limit.Token)).ShouldContain("\"total\":0");
        (await nginx.Http.GetStringAsync("/health/ready", limit.Token)).ShouldContain("healthy");
        (await File.ReadAllTextAsync(directory["nginx", "access.log"], limit.Token)).ShouldNotContain("?");
    }
}

using System.Net;
using System.Net.Http.Json;
using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.TestKit.Files;

namespace MediaPipeline.EndToEnd.Tests;

/// <summary>A server on loopback is for the programs of this machine, not for the pages that its browser shows.</summary>
public sealed class AccessTests
{
    private const string Key = "correct-horse-battery-staple";

    [Fact]
    public async Task APageOnAnotherSite_CanDoNothing()
    {
        using var directory = new TemporaryDirectory();
        Directory.CreateDirectory(directory["pictures"]);
        await using var server = await RunningServer.StartAsync(directory["data"]);

        foreach (var (header, value) in new[] { ("Origin", "https://evil.example"), ("Sec-Fetch-Site", "cross-site"), ("Host", "evil.example") })
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Post, "/api/v1/collections")
            { Content = JsonContent.Create(new { path = directory["pictures"] }) };
            request.Headers.TryAddWithoutValidation(header, value).ShouldBeTrue();
            using var answer = await server.Http.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, header);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
            answer.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
        }

        (await server.GetAsync<Page<CollectionView>>("/api/v1/collections")).Total.ShouldBe(0);
    }

    [Fact]
    public async Task AnAddressThatOthersReach_NeedsAKey()
    {
        using var directory = new TemporaryDirectory();

        var ended = await Product.RunAsync(directory["data"], "--serve", "--urls", "http://0.0.0.0:0", "--data", directory["data"]);

        ended.ExitCode.ShouldBe(1);
        ended.Error.ShouldContain("--api-key");
    }

    [Fact]
    public async Task ASession_OutlivesARestart_AndItsEndDoesToo()
    {
        using var directory = new TemporaryDirectory();
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Access__RequireKey"] = "true", ["Access__ApiKey"] = Key };
        string cookie;
        await using (var server = await RunningServer.StartAsync(directory["data"], settings))
        {
            cookie = await SessionCookies.StartAsync(server, Key);
            (await server.StopAsync()).ShouldBe(0);
        }

        await using (var server = await RunningServer.StartAsync(directory["data"], settings))
        {
            (await SessionCookies.AskAsync(server, cookie)).ShouldBe(HttpStatusCode.OK);
            (await SessionCookies.AskAsync(server, cookie, HttpMethod.Delete, "/api/v1/session")).ShouldBe(HttpStatusCode.NoContent);
            await server.KillAsync();
            server.Output.ShouldNotContain("warn:");
        }

        await using (var server = await RunningServer.StartAsync(directory["data"], settings))
        {
            (await SessionCookies.AskAsync(server, cookie)).ShouldBe(HttpStatusCode.Unauthorized);
            (await SessionCookies.AskAsync(server, await SessionCookies.StartAsync(server, Key))).ShouldBe(HttpStatusCode.OK);
        }
    }
}

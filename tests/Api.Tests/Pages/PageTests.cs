using System.Net;
using System.Text.RegularExpressions;
using MediaPipeline.Api.Tests.Hosting;

namespace MediaPipeline.Api.Tests.Pages;

public sealed partial class PageTests(SharedHost shared) : IClassFixture<SharedHost>, IAsyncLifetime
{
    private ApiHost _host = null!;

    public Task InitializeAsync() => Task.FromResult(_host = shared.Clean());

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Page_RunsOnlyItsOwnScripts_AndInNoFrame()
    {
        using var response = await _host.Client.GetAsync("/");
        var policy = response.Headers.NonValidated["Content-Security-Policy"].ToString();
        policy.ShouldContain("default-src 'self'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
        var html = await response.Content.ReadAsStringAsync();
        InlineScript().IsMatch(html).ShouldBeFalse();
        html.ShouldNotContain("style=");
        response.Content.Headers.ContentType?.ToString().ShouldBe("text/html; charset=utf-8");
    }

    [Fact]
    public async Task WhatThePageIsMadeOf_IsThere_AndSentOnce()
    {
        using var page = await _host.Client.GetAsync("/");
        var html = await page.Content.ReadAsStringAsync();
        var assets = Asset().Matches(html).Select(match => match.Value).Append("/assets/key.js").ToList();
        assets.Count.ShouldBeGreaterThan(3);
        foreach (var asset in assets)
        {
            using var first = await _host.Client.GetAsync(asset);
            first.StatusCode.ShouldBe(HttpStatusCode.OK, asset);
            using var again = await _host.Client.SendAsync(HttpMethod.Get, asset, ("If-None-Match", first.Headers.ETag!.ToString()));
            again.StatusCode.ShouldBe(HttpStatusCode.NotModified, asset);
        }
    }

    [Fact]
    public async Task Head_IsAnswered()
    {
        using var response = await _host.Client.SendAsync(HttpMethod.Head, "/");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [GeneratedRegex("<script(?![^>]*src=)|\\son\\w+=", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InlineScript();

    [GeneratedRegex("/assets/[a-z.]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Asset();
}

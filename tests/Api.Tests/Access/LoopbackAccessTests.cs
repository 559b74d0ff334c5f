using System.Net;
using MediaPipeline.Api.Tests.Fakes;
using MediaPipeline.Api.Tests.Hosting;
using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Jobs;
using NSubstitute;

namespace MediaPipeline.Api.Tests.Access;

/// <summary>A server on a loopback address: open to programs of this machine, closed to pages of other sites.</summary>
public sealed class LoopbackAccessTests(SharedHost shared) : IClassFixture<SharedHost>, IAsyncLifetime
{
    private static readonly string Pause = $"/api/v1/jobs/{Samples.JobId}/pause";
    private readonly IJobGrain _job = Substitute.For<IJobGrain>();
    private ApiHost _host = null!;

    public Task InitializeAsync()
    {
        _host = shared.Clean();
        _host.Library.Jobs.Add(Samples.Job());
        _host.Grains.GetGrain<IJobGrain>(Samples.JobId.Value).Returns(_job);
        _job.Pause().Returns(CommandResult.Done);
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:5080")]
    [InlineData("192.168.1.7")]
    public async Task ForeignHost_IsRefused_WhateverIsAsked(string host)
    {
        (await _host.Client.SendAsync(HttpMethod.Get, "/api/v1/jobs", ("Host", host)).ProblemAsync(403, "hostNotAllowed")).ShouldContain("Access:AllowedHosts");
        await _host.Client.SendAsync(HttpMethod.Get, "/", ("Host", host)).ProblemAsync(403, "hostNotAllowed");
        await _host.Client.SendAsync(HttpMethod.Get, "/health/ready", ("Host", host)).ProblemAsync(403, "hostNotAllowed");
    }

    [Theory]
    [InlineData("localhost:99")]
    [InlineData("media.example")]
    [InlineData("[::1]")]
    public async Task OwnHost_IsLetIn(string host)
    {
        using var response = await _host.Client.SendAsync(HttpMethod.Get, "/api/v1/jobs", ("Host", host));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "https://127.0.0.1")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "file://")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Sec-Fetch-Site", "anything")]
    public async Task PageOfAnotherSite_ChangesNothing(string header, string value)
    {
        await _host.Client.SendAsync(HttpMethod.Post, Pause, (header, value)).ProblemAsync(403, "crossSite");
        await _host.Client.SendAsync(HttpMethod.Delete, $"/api/v1/collections/{Samples.CollectionId}", (header, value)).ProblemAsync(403, "crossSite");
        await _host.Client.SendAsync(HttpMethod.Post, "/api/v1/session", (header, value)).ProblemAsync(403, "crossSite");
        await _job.DidNotReceive().Pause();
    }

    [Fact]
    public async Task OwnPage_And_Programs_AreLetIn()
    {
        var own = _host.Address.GetLeftPart(UriPartial.Authority);
        using var page = await _host.Client.SendAsync(HttpMethod.Post, Pause, ("Origin", own), ("Sec-Fetch-Site", "same-origin"));
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var program = await _host.Client.SendAsync(HttpMethod.Post, Pause);
        program.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task NoCorsHeader_IsEverSent()
    {
        using var get = await _host.Client.SendAsync(HttpMethod.Get, "/api/v1/jobs", ("Origin", "http://evil.example"));
        get.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var preflight = await _host.Client.SendAsync(
            HttpMethod.Options, Pause, ("Origin", "http://evil.example"), ("Access-Control-Request-Method", "POST"),
                ("Access-Control-Request-Headers", "content-type"));
        preflight.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        get.Headers.Concat(preflight.Headers).Where(header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
        get.Headers.NonValidated["Cross-Origin-Resource-Policy"].ToString().ShouldBe("same-origin");
        get.Headers.NonValidated["X-Frame-Options"].ToString().ShouldBe("DENY");
        get.Headers.NonValidated["Content-Security-Policy"].ToString().ShouldContain("frame-ancestors 'none'");
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "path=/etc")]
    [InlineData("text/plain", "{\"path\":\"/etc\"}")]
    [InlineData("multipart/form-data; boundary=x", "--x--")]
    public async Task Forms_AreRefusedByTheirType(string contentType, string body)
    {
        using var content = new StringContent(body);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", contentType).ShouldBeTrue();
        (await _host.Client.PostAsync("/api/v1/collections", content).ProblemAsync(415, "unsupportedMediaType")).ShouldContain("application/json");
    }

    [Fact]
    public async Task WrongKey_IsRefused_ThoughNoneIsNeeded()
    {
        using var wrong = await _host.Client.SendAsync(HttpMethod.Get, "/api/v1/jobs", ("X-Api-Key", "wrong"));
        await wrong.ProblemAsync(401, "keyUnknown");
        wrong.Headers.WwwAuthenticate.ToString().ShouldStartWith("Bearer");
        using var none = await _host.Client.SendAsync(HttpMethod.Get, "/api/v1/jobs", ("X-Api-Key", ""), ("Cookie", "mediapipeline_session=old"));
        none.StatusCode.ShouldBe(HttpStatusCode.OK);
        var session = await _host.Client.GetJsonAsync("/api/v1/session");
        session.GetProperty("keyRequired").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task QueryStrings_AreNeverLogged()
    {
        await _host.Client.GetJsonAsync("/api/v1/jobs?source=s3cret");
        await _host.Client.GetAsync("/nowhere?apikey=s3cret").ProblemAsync(404, "notFound");
        await _host.Client.GetAsync("/api/v1/jobs?apikey=s3cret").ProblemAsync(400, "unknownParameter");
        _host.Logs.Lines.ShouldNotBeEmpty();
        _host.Logs.Lines.Where(line => line.Contains("s3cret", StringComparison.Ordinal)).ShouldBeEmpty();
    }
}

using System.Text;
using MediaPipeline.Connectors.Http;
using MediaPipeline.Connectors.Tests.Support;
using MediaPipeline.Grains.Ports.Catalogue;
using MediaPipeline.TestKit.Network;
using MediaPipeline.TestKit.Providers;
using Microsoft.Extensions.Time.Testing;

namespace MediaPipeline.Connectors.Tests.Http;

public sealed class ProviderHttpTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly RecordedProvider _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task AnAnswer_IsGivenWithItsStatus()
    {
        _server.Answer(request => new RecordedAnswer(request.Path is "/api/known" ? 200 : 404, """{"a":1}"""));
        await using var providers = Providers($"{_server.Address}/api/");

        var known = await SendAsync(providers, "known?x=1");
        var unknown = await SendAsync(providers, "/other");

        (known.Status, known.Body.GetProperty("a").GetInt32()).ShouldBe((200, 1));
        unknown.Status.ShouldBe(404);
        _server.Requests.Select(request => (request.Method, request.Path, request.Query)).ShouldBe([("GET", "/api/known", "x=1"), ("GET", "/api/other", "")]);
        providers.Limits.Describe("anilist").WaitingFor.ShouldBeNull();
    }

    [Fact]
    public async Task ABodyIsPosted_WithHeaders()
    {
        _server.AnswerInTurn(RecordedAnswer.Ok("{}"));
        await using var providers = Providers(_server.Address);

        await providers.Get<IProviderHttp>().SendAsync(
            new ProviderRequest("anilist", "", """{"query":""}""") { Headers = new Dictionary<string, string> { ["X-Key"] = "k" } }, default);

        var request = _server.Requests.ShouldHaveSingleItem();
        (request.Method, request.Body, request.Headers["X-Key"], request.Headers["Content-Type"])
            .ShouldBe(("POST", """{"query":""}""", "k", "application/json; charset=utf-8"));
    }

    [Theory]
    [InlineData(429, "60", "rateLimited", 60)]
    [InlineData(429, null, "rateLimited", 5)]
    [InlineData(403, null, "providerRefused", 5)]
    [InlineData(401, null, "providerRefused", 5)]
    [InlineData(500, null, "providerUnavailable", 5)]
    [InlineData(503, "30", "providerUnavailable", 30)]
    [InlineData(302, null, "providerUnavailable", 5)]
    public async Task AFault_ClosesTheGate_UntilItSays_OrForAPause(int status, string? retryAfter, string code, int seconds)
    {
        var headers = new Dictionary<string, string>();
        if (retryAfter is not null)
        {
            headers["Retry-After"] = retryAfter;
        }

        _server.AnswerInTurn(new RecordedAnswer(status, "{}") { Headers = headers }, RecordedAnswer.Ok("{}"));
        await using var providers = Providers(_server.Address);

        (await FaultAsync(providers)).Code.ShouldBe(code);
        _clock.Advance(TimeSpan.FromSeconds(seconds - 0.001));
        (await FaultAsync(providers)).Code.ShouldBe(code);
        _server.Requests.Count.ShouldBe(1);

        _clock.Advance(TimeSpan.FromMilliseconds(1));
        (await SendAsync(providers)).Status.ShouldBe(200);
        providers.Limits.Describe("anilist").WaitingFor.ShouldBeNull();
    }

    [Fact]
    public async Task APause_IsTwiceAsLong_AfterEachFault()
    {
        _server.AnswerInTurn(new RecordedAnswer(500, ""));
        await using var providers = Providers(_server.Address);

        foreach (var seconds in new[] { 5, 10, 20, 40 })
        {
            await FaultAsync(providers);
            var closed = providers.Limits.Describe("anilist");
            (closed.ClosedUntil - _clock.GetUtcNow()).ShouldBe(TimeSpan.FromSeconds(seconds));
            _clock.Advance(TimeSpan.FromSeconds(seconds));
        }

        _server.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public async Task WhenTheGateMayOpen_OneRequestFindsOut()
    {
        var probe = new TaskCompletionSource();
        _server.AnswerInTurn(new RecordedAnswer(500, ""), RecordedAnswer.Ok("{}") with { After = probe.Task }, RecordedAnswer.Ok("{}"));
        await using var providers = Providers(_server.Address);
        await FaultAsync(providers);
        _clock.Advance(TimeSpan.FromSeconds(5));

        var probing = SendAsync(providers);
        (await FaultAsync(providers)).Code.ShouldBe("providerUnavailable");
        probe.SetResult();
        await probing;

        _clock.Advance(TimeSpan.FromMinutes(1));
        (await SendAsync(providers)).Status.ShouldBe(200);
        _server.Requests.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("text/html", "<html>", "type 'text/html'")]
    [InlineData("application/json", "{", "no JSON")]
    [InlineData("application/json", "[[[[[[[[[[[]]]]]]]]]]]", "deeper than MaxDepth, 10")]
    public async Task WhatIsNoAnswer_IsAFault(string type, string body, string why)
    {
        _server.AnswerInTurn(new RecordedAnswer(200, body, type));
        await using var providers = Providers(_server.Address, ("anilist:MaxDepth", "10"));

        (await FaultAsync(providers)).Message.ShouldContain(why);
        providers.Limits.Describe("anilist").WaitingFor!.Resource.ShouldBe("provider:anilist");
    }

    [Theory]
    [InlineData("Content-Length: 200000000\r\n", 200_000_000)]
    [InlineData("", long.MaxValue)]
    public async Task ABodyOf200MB_OrAnEndlessOne_IsNotRead(string length, long bytes)
    {
        await using var server = RawServer.StartLong($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n{length}\r\n\"", bytes);
        await using var providers = Providers(server.Address);

        (await FaultAsync(providers)).Message.ShouldContain("an answer of more than 16000000 bytes");
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"a\":")]
    [InlineData("")]
    [InlineData("nonsense\r\n\r\n")]
    public async Task AConnectionThatIsCut_IsAFault(string answer)
    {
        await using var server = RawServer.Start(answer);
        await using var providers = Providers(server.Address);

        (await FaultAsync(providers)).Code.ShouldBe("providerUnavailable");
        providers.Limits.Describe("anilist").WaitingFor.ShouldNotBeNull();
    }

    [Fact]
    public async Task ASlowBody_IsGivenUp()
    {
        await using var server = RawServer.Start(async (stream, token) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n["), token);
            await Task.Delay(Timeout.Infinite, token);
        });
        await using var providers = new ProvidersUnderTest(null, ("anilist:BaseAddress", server.Address), ("anilist:Timeout", "00:00:00.200"));

        (await FaultAsync(providers)).Message.ShouldContain("did not answer within 00:00:00.2000000");
    }

    [Fact]
    public async Task Redirects_StayOnTheHost()
    {
        _server.Answer(request => request.Path switch
        {
            "/here" => new RecordedAnswer(307, "") { Headers = new Dictionary<string, string> { ["Location"] = "/there" } },
            "/away" => new RecordedAnswer(307, "") { Headers = new Dictionary<string, string> { ["Location"] = "http://127.0.0.2:1/" } },
            _ => RecordedAnswer.Ok("{}"),
        });
        await using var providers = Providers(_server.Address);

        (await SendAsync(providers, "here")).Status.ShouldBe(200);
        (await FaultAsync(providers, "away")).Message.ShouldContain("a redirect that is not followed");
    }

    [Fact]
    public async Task TheLimit_MakesRequestsWait_AndIsLoweredByHeaders()
    {
        _server.AnswerInTurn(RecordedAnswer.Ok("{}") with
        {
            Headers = new Dictionary<string, string> { ["X-RateLimit-Limit"] = "30", ["X-RateLimit-Remaining"] = "29" },
        });
        await using var providers = Providers(_server.Address, ("anilist:Requests", "60"), ("anilist:Burst", "2"));

        await SendAsync(providers);
        await SendAsync(providers);
        var third = SendAsync(providers);
        var fourth = SendAsync(providers);

        _clock.Advance(TimeSpan.FromSeconds(1.9));
        _server.Requests.Count.ShouldBe(2);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        await third;
        fourth.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(2));
        await fourth;
        var view = providers.Limits.Describe("anilist");
        (view.Limit, view.Requests, view.Waits, view.WaitedSeconds).ShouldBe((30, 4, 2, 6));
    }

    [Fact]
    public async Task AKeptAnswer_IsUsedAgain_UntilItExpires()
    {
        _server.AnswerInTurn(RecordedAnswer.Ok("1"), RecordedAnswer.Ok("2"));
        await using var providers = Providers(_server.Address);
        var request = new ProviderRequest("anilist", "x") { KeepFor = TimeSpan.FromHours(1) };

        for (var i = 0; i < 3; i++)
        {
            (await providers.Get<IProviderHttp>().SendAsync(request, default)).Body.GetInt32().ShouldBe(1);
        }

        (await providers.Get<IProviderHttp>().SendAsync(request with { Path = "y" }, default)).Body.GetInt32().ShouldBe(2);
        _clock.Advance(TimeSpan.FromHours(1));
        (await providers.Get<IProviderHttp>().SendAsync(request, default)).Body.GetInt32().ShouldBe(2);
        _server.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task AKey_IsInNoMessage()
    {
        _server.AnswerInTurn(new RecordedAnswer(401, ""));
        await using var providers = Providers(_server.Address);

        var fault = await FaultAsync(providers, "list?api_key=topsecret");

        fault.ToString().ShouldNotContain("topsecret");
        providers.Limits.Describe("anilist").ToString().ShouldNotContain("topsecret");
    }

    private ProvidersUnderTest Providers(string address, params IEnumerable<(string Name, string Value)> settings) =>
        new(_clock, settings.Append(("anilist:BaseAddress", address)));

    private static Task<ProviderAnswer> SendAsync(ProvidersUnderTest providers, string path = "") =>
        providers.Get<IProviderHttp>().SendAsync(new ProviderRequest("anilist", path), default);

    private static Task<ProviderUnavailableException> FaultAsync(ProvidersUnderTest providers, string path = "") =>
        Should.ThrowAsync<ProviderUnavailableException>(SendAsync(providers, path));
}

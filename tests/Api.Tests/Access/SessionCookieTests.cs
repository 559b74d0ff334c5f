using System.Net;
using MediaPipeline.Api.Tests.Fakes;
using MediaPipeline.Api.Tests.Hosting;
using MediaPipeline.Contracts.Access;

namespace MediaPipeline.Api.Tests.Access;

/// <summary>Cookies at servers that share their keys: two silos, or one before and after a restart.</summary>
public sealed class SessionCookieTests : IAsyncLifetime
{
    private const string Secret = "read-secret-read-secret";
    private const string Configured = "configured-secret";
    private readonly FakeKeyStore _keys = new();
    private readonly FakeProtectionKeys _protectionKeys = new();
    private readonly List<ApiHost> _hosts = [];
    private ApiHost _first = null!;
    private ApiHost _second = null!;

    public async Task InitializeAsync() => (_first, _second) = (await StartAsync(Configured), await StartAsync(Configured));

    public async Task DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }
    }

    [Fact]
    public async Task CookieOfOneServer_IsGoodAtTheOther()
    {
        var cookie = await SignInAsync(_first, Secret);
        (await GetAsync(_second, cookie)).ShouldBe(HttpStatusCode.OK);
        _protectionKeys.Stored.ShouldBe(1);
    }

    [Fact]
    public async Task CookieOfAServerWithOtherKeys_IsNone()
    {
        await using var stranger = await ApiHost.StartAsync(setup => (setup.Urls, setup.Keys) = (["http://*:80"], _keys));
        (await GetAsync(_second, await SignInAsync(stranger, Secret))).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task EndedSession_EndsAtTheOtherServerToo_WithinSeconds()
    {
        var cookie = await SignInAsync(_first, Secret);
        (await GetAsync(_second, cookie)).ShouldBe(HttpStatusCode.OK);
        using var ended = await _first.Client.SendAsync(HttpMethod.Delete, "/api/v1/session", ("Cookie", cookie), ("X-Api-Key", Configured));
        ended.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await GetAsync(_first, cookie)).ShouldBe(HttpStatusCode.Unauthorized);
        _second.Clock.Advance(TimeSpan.FromSeconds(6));
        (await GetAsync(_second, cookie)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task DeletedKey_EndsItsCookiesAtTheOtherServerToo_WithinSeconds()
    {
        var cookie = await SignInAsync(_first, Secret);
        (await GetAsync(_second, cookie)).ShouldBe(HttpStatusCode.OK);
        using var deleted = await _first.Client.SendAsync(HttpMethod.Delete, "/api/v1/keys/key_r", ("X-Api-Key", Configured));
        deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await GetAsync(_first, cookie)).ShouldBe(HttpStatusCode.Unauthorized);
        _second.Clock.Advance(TimeSpan.FromSeconds(6));
        (await GetAsync(_second, cookie)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task CookieOfAConfiguredKey_IsGoodAfterARestart_UnlessTheKeyWasChanged()
    {
        var cookie = await SignInAsync(_first, Configured);
        (await GetAsync(_second, cookie)).ShouldBe(HttpStatusCode.OK);
        (await GetAsync(await StartAsync("another-" + Configured), cookie)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task CookieInUse_IsRenewed_AndOneThatHasEndedIsNot()
    {
        var cookie = await SignInAsync(_first, Secret);
        (await RenewedAsync(cookie)).ShouldBeNull();
        _first.Clock.Advance(TimeSpan.FromDays(6));
        var renewed = (await RenewedAsync(cookie)).ShouldNotBeNull();
        _first.Clock.Advance(TimeSpan.FromDays(6));
        (await GetAsync(_first, cookie)).ShouldBe(HttpStatusCode.Unauthorized);
        (await RenewedAsync(renewed)).ShouldNotBeNull();
        using var ended = await _first.Client.SendAsync(HttpMethod.Delete, "/api/v1/session", ("Cookie", renewed));
        (await GetAsync(_first, renewed)).ShouldBe(HttpStatusCode.Unauthorized);
        (await RenewedAsync(renewed)).ShouldBeNull();
    }

    [Fact]
    public async Task KeysOfDataProtection_AreNotAskedForBeforeACookieIs()
    {
        using var answer = await _first.Client.SendAsync(HttpMethod.Get, "/api/v1/jobs", ("X-Api-Key", Secret));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        _protectionKeys.Stored.ShouldBe(0);
    }

    private async Task<ApiHost> StartAsync(string configured)
    {
        var host = await ApiHost.StartAsync(setup =>
        {
            (setup.Urls, setup.Keys, setup.ProtectionKeys) = (["http://*:80"], _keys, _protectionKeys);
            setup.Configuration["Access:ApiKey"] = configured;
            KeyAccessTests.Add(setup, "key_r", Secret, ApiKeyScope.Read);
        });
        _hosts.Add(host);
        return host;
    }

    private static async Task<string> SignInAsync(ApiHost host, string key)
    {
        using var started = await host.Client.PostObjectAsync("/api/v1/session", new { key });
        return started.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    private static async Task<HttpStatusCode> GetAsync(ApiHost host, string cookie)
    {
        using var answer = await host.Client.SendAsync(HttpMethod.Get, "/api/v1/jobs", ("Cookie", cookie));
        return answer.StatusCode;
    }

    private async Task<string?> RenewedAsync(string cookie)
    {
        using var answer = await _first.Client.SendAsync(HttpMethod.Get, "/api/v1/jobs", ("Cookie", cookie));
        return answer.Headers.TryGetValues("Set-Cookie", out var renewed) ? renewed.Single().Split(';')[0] : null;
    }
}

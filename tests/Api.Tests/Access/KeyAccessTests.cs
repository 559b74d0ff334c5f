using System.Net;
using System.Text;
using MediaPipeline.Api.Access;
using MediaPipeline.Api.Tests.Fakes;
using MediaPipeline.Api.Tests.Hosting;
using MediaPipeline.Contracts.Access;
using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Jobs;
using NSubstitute;

namespace MediaPipeline.Api.Tests.Access;

/// <summary>A server that other machines can reach: nobody gets past the health pages without a key.</summary>
public sealed class KeyAccessTests : IAsyncLifetime
{
    private const string Read = "read-secret-read-secret";
    private const string Write = "write-secret-write-secret";
    private const string Admin = "admin-secret-admin-secret";
    private const string Hook = "webhook-secret-webhook-secret";
    private static readonly string Job = $"/api/v1/jobs/{Samples.JobId}";
    private ApiHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync(setup =>
        {
            setup.Urls = ["http://0.0.0.0:5080"];
            Add(setup, "key_r", Read, ApiKeyScope.Read);
            Add(setup, "key_w", Write, ApiKeyScope.Write);
            Add(setup, "key_a", Admin, ApiKeyScope.Admin);
            Add(setup, "key_h", Hook, ApiKeyScope.Webhook);
        });
        _host.Library.Jobs.Add(Samples.Job());
        var job = Substitute.For<IJobGrain>();
        job.Pause().Returns(CommandResult.Done);
        _host.Grains.GetGrain<IJobGrain>(Samples.JobId.Value).Returns(job);
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Theory]
    [InlineData("GET", "/api/v1/jobs")]
    [InlineData("POST", "/api/v1/collections")]
    [InlineData("GET", "/api/v1/events")]
    [InlineData("GET", "/api/v1/keys")]
    [InlineData("GET", "/metrics")]
    [InlineData("GET", "/openapi/v1.json")]
    [InlineData("GET", "/nowhere")]
    [InlineData("PUT", "/api/v1/jobs")]
    public async Task WithoutAKey_Is401(string method, string path)
    {
        using var response = await _host.Client.SendAsync(new HttpMethod(method), path);
        (await response.ProblemAsync(401, "keyMissing")).ShouldContain("X-Api-Key");
        response.Headers.WwwAuthenticate.ToString().ShouldStartWith("Bearer");
    }

    [Fact]
    public async Task AnyHostName_IsFine_WhereAKeyIsNeeded()
    {
        using var response = await _host.Client.SendAsync(HttpMethod.Get, "/api/v1/jobs", ("Host", "nas.lan:5080"), ("X-Api-Key", Read));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("X-Api-Key", Read)]
    [InlineData("Authorization", "Bearer " + Read)]
    [InlineData("Authorization", "bearer " + Read)]
    public async Task EveryWayToShowAKey_Works(string header, string value)
    {
        using var response = await _host.Client.SendAsync(HttpMethod.Get, "/api/v1/jobs", (header, value));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task BasicAuthentication_TakesTheKeyAsPassword()
    {
        using var right = await _host.Client.SendAsync(HttpMethod.Get, "/api/v1/jobs", ("Authorization", Basic("anybody:" + Read)));
        right.StatusCode.ShouldBe(HttpStatusCode.OK);
        await _host.Client.SendAsync(HttpMethod.Get, "/api/v1/jobs", ("Authorization", Basic(Read + ":"))).ProblemAsync(401, "keyUnknown");
        await _host.Client.SendAsync(HttpMethod.Get, "/api/v1/jobs", ("Authorization", "Basic %%%")).ProblemAsync(401, "keyUnknown");
    }

    [Theory]
    [InlineData(Read, 200, 403, 403)]
    [InlineData(Write, 200, 200, 403)]
    [InlineData(Admin, 200, 200, 200)]
    [InlineData(Hook, 403, 403, 403)]
    [InlineData("wrong", 401, 401, 401)]
    public async Task Scopes_AreKept(string key, int get, int post, int keys)
    {
        (await StatusAsync(HttpMethod.Get, Job, key)).ShouldBe(get);
        (await StatusAsync(HttpMethod.Get, "/metrics", key)).ShouldBe(get);
        (await StatusAsync(HttpMethod.Post, Job + "/pause", key)).ShouldBe(post);
        (await StatusAsync(HttpMethod.Get, "/api/v1/keys", key)).ShouldBe(keys);
    }

    [Fact]
    public async Task Session_IsACookieThatPagesCannotRead_AndEndsWithItsKey()
    {
        using var started = await _host.Client.PostObjectAsync("/api/v1/session", new { key = Write });
        (await started.JsonAsync()).GetProperty("scope").GetString().ShouldBe("write");
        var cookie = started.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=strict");
        cookie.ShouldNotContain(Write);
        var pair = cookie.Split(';')[0];
        (await StatusAsync(HttpMethod.Post, Job + "/pause", null, ("Cookie", pair))).ShouldBe(200);
        (await StatusAsync(HttpMethod.Get, "/api/v1/keys", null, ("Cookie", pair))).ShouldBe(403);
        (await StatusAsync(HttpMethod.Delete, "/api/v1/keys/key_w", Admin)).ShouldBe(204);
        (await StatusAsync(HttpMethod.Get, Job, null, ("Cookie", pair))).ShouldBe(401);
    }

    [Fact]
    public async Task Session_EndsWhenAsked_AndAfterAWeekWithoutUse()
    {
        var first = await SignInAsync();
        (await StatusAsync(HttpMethod.Delete, "/api/v1/session", null, ("Cookie", first))).ShouldBe(204);
        (await StatusAsync(HttpMethod.Get, Job, null, ("Cookie", first))).ShouldBe(401);
        var second = await SignInAsync();
        _host.Clock.Advance(TimeSpan.FromDays(6));
        (await StatusAsync(HttpMethod.Get, Job, null, ("Cookie", second))).ShouldBe(200);
        _host.Clock.Advance(TimeSpan.FromDays(8));
        (await StatusAsync(HttpMethod.Get, Job, null, ("Cookie", second))).ShouldBe(401);
    }

    [Fact]
    public async Task Session_WithAKeyThatIsNone_IsRefused()
    {
        await _host.Client.PostObjectAsync("/api/v1/session", new { key = "wrong" }).ProblemAsync(401, "keyUnknown");
        await _host.Client.PostObjectAsync("/api/v1/session", new { key = Hook }).ProblemAsync(403, "scopeTooSmall");
        (await _host.Client.PostObjectAsync("/api/v1/session", new { }).ProblemAsync(400, "fieldMissing")).ShouldContain("'key'");
    }

    [Fact]
    public async Task Page_ShowsTheKeyForm_AndOnlyThat()
    {
        using var form = await _host.Client.GetAsync("/");
        form.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await form.Content.ReadAsStringAsync()).ShouldContain("API key");
        using var page = await _host.Client.SendAsync(HttpMethod.Get, "/", ("X-Api-Key", Read));
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var asset = await _host.Client.GetAsync("/assets/key.js");
        asset.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Secrets_AreNeverLogged()
    {
        await StatusAsync(HttpMethod.Get, Job, Read);
        await StatusAsync(HttpMethod.Get, Job, "wrong-but-secret");
        await SignInAsync();
        _host.Logs.Lines.Where(line => line.Contains("secret", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    internal static void Add(ApiHost.Setup setup, string id, string secret, ApiKeyScope scope) =>
        setup.Keys.Add(new ApiKey(id, "the " + id, scope, KeySecrets.Hash(secret), Samples.Now));

    private static string Basic(string pair) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(pair));

    private async Task<string> SignInAsync()
    {
        using var started = await _host.Client.PostObjectAsync("/api/v1/session", new { key = Write });
        return started.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    private async Task<int> StatusAsync(HttpMethod method, string path, string? key, params (string Name, string Value)[] headers)
    {
        using var response = await _host.Client.SendAsync(method, path, key is null ? headers : [.. headers, ("X-Api-Key", key)]);
        return (int)response.StatusCode;
    }
}

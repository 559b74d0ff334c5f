using MediaPipeline.Api.Access;
using MediaPipeline.Api.Tests.Hosting;
using MediaPipeline.Contracts.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Api.Tests.Access;

public sealed class AccessStartupCheckTests
{
    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://127.0.0.1:5080", "http://192.168.1.2:5080")]
    public async Task AnotherAddressWithoutAKey_DoesNotStart_AndSaysWhatToDo(params string[] urls)
    {
        var refused = await Should.ThrowAsync<AccessRefusedException>(() => ApiHost.StartAsync(setup => setup.Urls = urls));
        refused.Message.ShouldContain($"'{urls[^1]}' (--urls)");
        refused.Message.ShouldContain("MEDIAPIPELINE_API_KEY");
        refused.Message.ShouldContain("--api-key");
        refused.Message.ShouldContain("Access:ApiKey");
        refused.Message.ShouldContain("http://127.0.0.1:5080");
    }

    [Fact]
    public async Task KeyRequired_WithoutAKey_DoesNotStart()
    {
        var refused = await Should.ThrowAsync<AccessRefusedException>(() => ApiHost.StartAsync(setup => setup.Configuration["Access:RequireKey"] = "true"));
        refused.Message.ShouldContain("Access:RequireKey");
    }

    [Theory]
    [InlineData("Access:ApiKey")]
    [InlineData("MEDIAPIPELINE_API_KEY")]
    public async Task ConfiguredKey_OpensTheDoor_AsAdmin(string setting)
    {
        await using var host = await ApiHost.StartAsync(setup => (setup.Urls, setup.Configuration[setting]) = (["http://*:80"], "0123456789abcdef"));
        using var response = await host.Client.SendAsync(HttpMethod.Get, "/api/v1/keys", ("X-Api-Key", "0123456789abcdef"));
        (await response.JsonAsync()).GetProperty("items")[0].GetProperty("id").GetString().ShouldBe("key_configured");
        await host.Client.SendAsync(HttpMethod.Delete, "/api/v1/keys/key_configured", ("X-Api-Key", "0123456789abcdef")).ProblemAsync(409, "keyConfigured");
        host.Keys.Stored.ShouldBeEmpty();
    }

    [Fact]
    public async Task StoredKey_IsEnoughToStart()
    {
        await using var host = await ApiHost.StartAsync(setup =>
        {
            setup.Urls = ["http://*:80"];
            KeyAccessTests.Add(setup, "key_r", "secret", ApiKeyScope.Read);
        });
        await host.Client.GetAsync("/api/v1/jobs").ProblemAsync(401, "keyMissing");
    }

    [Fact]
    public async Task ShortKey_AndBadHostName_AreNamed()
    {
        (await Should.ThrowAsync<OptionsValidationException>(() => ApiHost.StartAsync(setup => setup.Configuration["Access:ApiKey"] = "short")))
            .Message.ShouldContain("at least 16");
        (await Should.ThrowAsync<OptionsValidationException>(() => ApiHost.StartAsync(setup => setup.Configuration["Access:AllowedHosts:0"] = "http://x/")))
            .Message.ShouldContain("'http://x/'");
    }

    [Fact]
    public void Addresses_AreReadFromWhereverTheyAreSaid()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:1;http://*:2");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["http_ports"] = "3;4",
            ["Kestrel:Endpoints:Lan:Url"] = "http://10.0.0.1:5",
        });
        using var app = builder.Build();
        app.Urls.Add("http://localhost:6");
        new ListenUrls(app.Services.GetRequiredService<IServer>(), builder.Configuration).Read()
            .ShouldBe(["http://localhost:6", "http://127.0.0.1:1", "http://*:2", "http://*:3", "http://*:4", "http://10.0.0.1:5"], ignoreOrder: true);
    }

    [Fact]
    public async Task ServerThatIsNotHostedAsWasSaid_StillAsksForKeys()
    {
        var policy = new AccessPolicy();
        policy.KeyRequired.ShouldBeTrue();
        await using var host = await ApiHost.StartAsync();
        host.Services.GetRequiredService<AccessPolicy>().KeyRequired.ShouldBeFalse();
        var context = new Microsoft.AspNetCore.Http.DefaultHttpContext();
        context.Connection.LocalIpAddress = System.Net.IPAddress.Parse("192.168.1.2");
        host.Services.GetRequiredService<AccessPolicy>().IsOpenTo(context).ShouldBeFalse();
    }
}

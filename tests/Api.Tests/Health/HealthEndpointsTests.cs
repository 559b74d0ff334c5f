using System.Net;
using MediaPipeline.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MediaPipeline.Api.Tests.Health;

public sealed class HealthEndpointsTests
{
    [Fact]
    public async Task Ready_ShowsEachPart_AndThatStorageIsFull()
    {
        var result = HealthCheckResult.Healthy("all is well");
        await using var host = await ApiHost.StartAsync(setup => setup.Services = services => services.AddHealthChecks()
            .AddCheck("storage", () => result).AddCheck("imaging", () => HealthCheckResult.Degraded("slow")));
        var ready = await host.Client.GetJsonAsync("/health/ready");
        ready.GetProperty("status").GetString().ShouldBe("degraded");
        ready.GetProperty("parts").GetProperty("storage").GetProperty("status").GetString().ShouldBe("healthy");
        result = HealthCheckResult.Unhealthy(
            "'/data' is full: make room.", data: new Dictionary<string, object>(StringComparer.Ordinal) { ["code"] = "storageFull" });
        var full = await host.Client.GetJsonAsync("/health/ready", HttpStatusCode.ServiceUnavailable);
        full.GetProperty("status").GetString().ShouldBe("unhealthy");
        full.GetProperty("parts").GetProperty("storage").GetProperty("code").GetString().ShouldBe("storageFull");
        full.GetProperty("parts").GetProperty("storage").GetProperty("message").GetString().ShouldBe("'/data' is full: make room.");
        (await host.Client.GetJsonAsync("/health/live")).GetProperty("status").GetString().ShouldBe("healthy");
    }

    [Fact]
    public async Task CheckThatThrows_IsUnhealthy_WithoutItsException()
    {
        await using var host = await ApiHost.StartAsync(setup => setup.Services = services =>
            services.AddHealthChecks().AddCheck("storage", () => throw new InvalidOperationException("secret path")));
        using var response = await host.Client.GetAsync("/health/ready");
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await response.Content.ReadAsStringAsync()).ShouldContain("storage");
    }

    [Fact]
    public async Task WithoutAKey_WhereOneIsNeeded_TheStatusAlone()
    {
        await using var host = await ApiHost.StartAsync(setup =>
        {
            setup.Urls = ["http://0.0.0.0:5080"];
            setup.Access = access => access.ApiKey = "0123456789abcdef";
            setup.Services = services => services.AddHealthChecks().AddCheck("storage", () => HealthCheckResult.Healthy());
        });
        (await host.Client.GetJsonAsync("/health/ready")).TryGetProperty("parts", out _).ShouldBeFalse();
        using var withKey = await host.Client.SendAsync(HttpMethod.Get, "/health/ready", ("X-Api-Key", "0123456789abcdef"));
        (await withKey.JsonAsync()).GetProperty("parts").GetProperty("storage").GetProperty("status").GetString().ShouldBe("healthy");
        using var wrongKey = await host.Client.SendAsync(HttpMethod.Get, "/health/live", ("X-Api-Key", "wrong"));
        wrongKey.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}

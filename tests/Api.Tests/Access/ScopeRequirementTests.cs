using MediaPipeline.Api.Tests.Hosting;
using Microsoft.AspNetCore.Builder;

namespace MediaPipeline.Api.Tests.Access;

public sealed class ScopeRequirementTests
{
    [Fact]
    public async Task RouteThatSaysNoScope_IsRefused_ThoughTheServerIsOpen()
    {
        await using var host = await ApiHost.StartAsync(setup => setup.Map = app => app.MapGet("/forgotten", () => "data"));
        (await host.Client.GetAsync("/forgotten").ProblemAsync(500, "internal")).ShouldNotContain("data");
        host.Logs.Lines.ShouldContain(line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("/forgotten", StringComparison.Ordinal));
    }
}

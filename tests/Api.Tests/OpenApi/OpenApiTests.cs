using System.Runtime.CompilerServices;
using System.Text.Json;
using MediaPipeline.Api.Tests.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace MediaPipeline.Api.Tests.OpenApi;

public sealed class OpenApiTests(SharedHost shared) : IClassFixture<SharedHost>, IAsyncLifetime
{
    private const string Update = "UPDATE_GOLDEN";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private ApiHost _host = null!;

    public Task InitializeAsync() => Task.FromResult(_host = shared.Clean());

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task EveryRoute_IsInTheDocument()
    {
        var paths = (await _host.Client.GetJsonAsync("/openapi/v1.json")).GetProperty("paths");
        var missing = Routes().Where(route => !paths.TryGetProperty(route.Path, out var path) || !path.TryGetProperty(route.Method, out _)).ToList();
        missing.ShouldBeEmpty();
        Routes().Count(route => route.Path.StartsWith("/api/v1/", StringComparison.Ordinal)).ShouldBeGreaterThan(30);
    }

    [Fact]
    public async Task EveryOperation_HasANameASummaryAndItsAnswers()
    {
        var paths = (await _host.Client.GetJsonAsync("/openapi/v1.json")).GetProperty("paths");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var operation in paths.EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).Select(operation => operation.Value))
        {
            var name = operation.GetProperty("operationId").GetString().ShouldNotBeNull();
            names.Add(name).ShouldBeTrue(name);
            operation.GetProperty("summary").GetString().ShouldNotBeNullOrEmpty(name);
            operation.GetProperty("responses").EnumerateObject().ShouldContain(response => response.Name.StartsWith('2'), name);
        }
    }

    /// <summary>The document is the contract with other people's programs: look at what changed, then run the tests once with UPDATE_GOLDEN=1.</summary>
    [Fact]
    public async Task Document_IsAsReviewed()
    {
        var document = JsonSerializer.Serialize(await _host.Client.GetJsonAsync("/openapi/v1.json"), Indented) + "\n";
        var golden = GoldenPath();
        if (Environment.GetEnvironmentVariable(Update) is { Length: > 0 })
        {
            await File.WriteAllTextAsync(golden, document);
        }

        var reviewed = await File.ReadAllTextAsync(golden);
        document.ShouldBe(reviewed,
            $"The OpenAPI document differs from {golden}. A change of the contract is a change of version: if it is meant, run this test once with "
                + $"{Update}=1 and commit the file.");
    }

    private static string GoldenPath([CallerFilePath] string thisFile = "") => Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "Golden", "openapi.json");

    private IEnumerable<(string Method, string Path)> Routes() =>
        from endpoint in _host.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        let pattern = "/" + endpoint.RoutePattern.RawText!.Trim('/')
        where pattern.StartsWith("/api/", StringComparison.Ordinal) || pattern.StartsWith("/health/", StringComparison.Ordinal)
            || string.Equals(pattern, "/metrics", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
        where !string.Equals(method, "HEAD", StringComparison.Ordinal)
        select (method.ToLowerInvariant(), pattern);
}

using System.Net;
using MediaPipeline.Api.Tests.Fakes;
using MediaPipeline.Api.Tests.Hosting;

namespace MediaPipeline.Api.Tests.Problems;

public sealed class ProblemTests(SharedHost shared) : IClassFixture<SharedHost>, IAsyncLifetime
{
    private ApiHost _host = null!;

    public Task InitializeAsync() => Task.FromResult(_host = shared.Clean());

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/api/v1/nowhere")]
    [InlineData("/api/v2/jobs")]
    [InlineData("/assets/other.js")]
    [InlineData("/openapi/v9.json")]
    public async Task UnknownRoute_Is404(string path)
    {
        (await _host.Client.GetAsync(path).ProblemAsync(404, "notFound")).ShouldBe($"There is nothing at '{path}': /openapi/v1.json lists what there is.");
    }

    [Fact]
    public async Task WrongMethod_Is405_AndNamesTheRightOnes()
    {
        using var response = await _host.Client.PutAsync("/api/v1/collections", null);
        (await response.ProblemAsync(405, "methodNotAllowed")).ShouldBe("PUT is not possible at '/api/v1/collections': use GET, POST.");
        response.Content.Headers.Allow.ShouldBe(["GET", "POST"], ignoreOrder: true);
    }

    [Fact]
    public async Task LargeBody_Is413()
    {
        var body = $$"""{"path":"{{new string('a', 70_000)}}"}""";
        (await _host.Client.PostTextAsync("/api/v1/collections", body).ProblemAsync(413, "bodyTooLarge")).ShouldContain("65536 bytes");
    }

    [Fact]
    public async Task LargeBody_OfUnknownLength_Is413()
    {
        using var content = new PushedContent(new string('a', 70_000));
        await _host.Client.PostAsync("/api/v1/collections", content).ProblemAsync(413, "bodyTooLarge");
    }

    [Fact]
    public async Task UnexpectedFailure_Is500_WithATraceIdAndNothingElse()
    {
        _host.Library.Failure = new InvalidOperationException("secret connection string");
        using var response = await _host.Client.GetAsync($"/api/v1/jobs/{Samples.JobId}");
        var text = await response.Content.ReadAsStringAsync();
        await response.ProblemAsync(500, "internal");
        text.ShouldNotContain("secret");
        text.ShouldNotContain("   at ");
        var traceId = (await response.JsonAsync(HttpStatusCode.InternalServerError)).GetProperty("traceId").GetString().ShouldNotBeNull();
        _host.Logs.Lines.ShouldContain(line => line.Contains(traceId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Answers_AreNotGuessedAtNorKept()
    {
        using var response = await _host.Client.GetAsync("/api/v1/jobs");
        response.Headers.NonValidated["X-Content-Type-Options"].ToString().ShouldBe("nosniff");
        response.Headers.CacheControl?.NoStore.ShouldBeTrue();
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/json");
        response.Headers.Contains("Server").ShouldBeFalse();
    }

    /// <summary>Sent in chunks, so that nobody knows its length before.</summary>
    private sealed class PushedContent : StringContent
    {
        public PushedContent(string path)
            : base($$"""{"path":"{{path}}"}""", System.Text.Encoding.UTF8, "application/json") => Headers.ContentLength = null;

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}

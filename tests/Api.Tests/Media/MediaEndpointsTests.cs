using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MediaPipeline.Api.Tests.Fakes;
using MediaPipeline.Api.Tests.Hosting;
using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Media;
using NSubstitute;

namespace MediaPipeline.Api.Tests.Media;

public sealed class MediaEndpointsTests : IAsyncLifetime
{
    private static readonly MediaView Alien = Samples.Title("Alien");
    private readonly IImportGrain _imports = Substitute.For<IImportGrain>();
    private ApiHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _host.Grains.GetGrain<IImportGrain>(0).Returns(_imports);
        _imports.Start(default!, default).ReturnsForAnyArgs(new ImportsStarted(CommandResult.Done, [Samples.JobId]));
        _host.Media.Titles.AddRange([Alien, Samples.Title("Brazil")]);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Import_StartsAJob_AndAnswersAtOnce()
    {
        var answer = await _host.Client.PostAsJsonAsync(
            "/api/v1/imports", new { source = "file", mediaType = "Movie", path = "/catalogues/films.json", limit = 10, priority = 2 });

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("jobIds")[0].GetString().ShouldBe(Samples.JobId.Value);
        await _imports.Received().Start(new ImportPayload("file", "movie", "/catalogues/films.json", 10), 2);
    }

    [Fact]
    public async Task Import_OfAllTypes_NamesNone()
    {
        await _host.Client.PostAsJsonAsync("/api/v1/imports", new { source = "file", mediaType = "all", path = "/films.json" });

        await _imports.Received().Start(new ImportPayload("file", null, "/films.json"), 5);
    }

    [Fact]
    public async Task Import_WithoutASource_OrWithABadLimit_IsRefused()
    {
        await (await _host.Client.PostAsJsonAsync("/api/v1/imports", new { path = "/films.json" })).ProblemAsync(400, "fieldMissing");
        await (await _host.Client.PostAsJsonAsync("/api/v1/imports", new { source = "file", limit = 0 })).ProblemAsync(400, "invalidField");
    }

    [Fact]
    public async Task Import_ThatIsRefused_SaysWhy()
    {
        _imports.Start(default!, default).ReturnsForAnyArgs(
            new ImportsStarted(new CommandResult(CommandStatus.Forbidden, "outsideAllowedRoots", "It lies outside."), []));

        await (await _host.Client.PostAsJsonAsync("/api/v1/imports", new { source = "file", path = "/etc/passwd" })).ProblemAsync(403, "outsideAllowedRoots");
    }

    [Fact]
    public async Task List_PassesTheFilterOn()
    {
        var page = await _host.Client.GetJsonAsync(
            $"/api/v1/media?type=Movie&state=live&stage=validated&yearFrom=1970&yearTo=1980&jobId={Samples.JobId}");

        page.GetProperty("items").GetArrayLength().ShouldBe(2);
        _host.Media.Asked.ShouldBe(new MediaFilter("movie", ItemState.Live, "validated", Samples.JobId, 1970, 1980));
        await (await _host.Client.GetAsync("/api/v1/media?stage=probed")).ProblemAsync(400, "invalidParameter");
    }

    [Fact]
    public async Task Get_AnswersWithTheTitle()
    {
        var title = await _host.Client.GetJsonAsync($"/api/v1/media/{Alien.Id}");

        (title.GetProperty("title").GetString(), title.GetProperty("externalIds").GetProperty("imdb").GetString()).ShouldBe(("Alien", "tt0078748"));
        await (await _host.Client.GetAsync($"/api/v1/media/{MediaId.Of("file", "movie", "none")}")).ProblemAsync(404, "notFound");
    }

    [Fact]
    public async Task Export_AnswersWithALineForEachTitle()
    {
        using var answer = await _host.Client.GetAsync("/api/v1/media/export");

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/jsonl");
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("title").GetString()).ShouldBe(["Alien", "Brazil"]);
    }
}

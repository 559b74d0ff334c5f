using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MediaPipeline.Api.Tests.Fakes;
using MediaPipeline.Api.Tests.Hosting;
using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Media;
using NSubstitute;

namespace MediaPipeline.Api.Tests.Media;

public sealed class MediaCommandEndpointsTests : IAsyncLifetime
{
    private static readonly MediaView Alien = Samples.Title("Alien") with { Revision = 3 };
    private static readonly MediaView Part = Samples.Title("Alien, again") with { MergedInto = Alien.Id };
    private readonly IMediaGrain _title = Substitute.For<IMediaGrain>();
    private ApiHost _host = null!;
    private MediaEdit? _edit;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _host.Grains.GetGrain<IMediaGrain>(Alien.Id.Value).Returns(_title);
        _title.Edit(default!).ReturnsForAnyArgs(CommandResult.Done).AndDoes(call => _edit = call.Arg<MediaEdit>());
        _host.Media.Titles.AddRange([Alien, Part]);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Edit_PassesValuesLocksAndTheRevisionOn()
    {
        var answer = await PatchAsync("""{"fields":{"title":"Mine","year":1980,"synopsis":null},"lock":["genres"],"unlock":["tags"]}""", "\"3\"");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.ETag!.Tag.ShouldBe("\"3\"");
        var edit = _edit.ShouldNotBeNull();
        (edit.Values.Title, edit.Values.Year, edit.Values.Synopsis, edit.Revision).ShouldBe(("Mine", 1980, null, 3));
        edit.Set.ShouldBe(["title", "year", "synopsis"]);
        (edit.Lock.Single(), edit.Unlock.Single()).ShouldBe(("genres", "tags"));
    }

    [Theory]
    [InlineData("{}", null, 400, "fieldMissing")]
    [InlineData("""{"fields":{"year":"soon"}}""", null, 400, "invalidField")]
    [InlineData("""{"lock":["title"]}""", "soon", 400, "invalidField")]
    [InlineData("""{"lock":[1]}""", null, 400, "wrongType")]
    [InlineData("""{"lock":"title"}""", null, 400, "wrongType")]
    public async Task Edit_ThatCannotBeRead_IsRefused(string body, string? revision, int status, string code) =>
        await (await PatchAsync(body, revision)).ProblemAsync(status, code);

    [Fact]
    public async Task Edit_OfAnotherRevision_FailsThePrecondition()
    {
        _title.Edit(default!).ReturnsForAnyArgs(CommandResult.Conflict("revisionChanged", "It is at revision 4."));

        await (await PatchAsync("""{"lock":["title"]}""", "\"3\"")).ProblemAsync(412, "revisionChanged");
    }

    [Fact]
    public async Task Merge_NamesTheTitleThatStays()
    {
        _title.Merge(Part.Id).Returns(CommandResult.Done);

        var answer = await _host.Client.PostAsJsonAsync($"/api/v1/media/{Alien.Id}/merge", new { into = Part.Id.Value });

        (answer.StatusCode, answer.Headers.Location!.ToString()).ShouldBe((HttpStatusCode.Accepted, $"/api/v1/media/{Part.Id}"));
        await (await _host.Client.PostAsJsonAsync($"/api/v1/media/{Alien.Id}/merge", new { into = "x" })).ProblemAsync(400, "invalidField");
    }

    [Fact]
    public async Task Split_AnswersWithTheNewTitle()
    {
        _title.Split(default!).ReturnsForAnyArgs(new MediaSplit(CommandResult.Done, Part.Id));

        var answer = await _host.Client.PostAsJsonAsync($"/api/v1/media/{Alien.Id}/split", new { sources = new[] { "file:2" } });

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString().ShouldBe(Part.Id.Value);
        await (await _host.Client.PostAsJsonAsync($"/api/v1/media/{Alien.Id}/split", new { sources = Array.Empty<string>() })).ProblemAsync(400, "fieldMissing");
    }

    [Fact]
    public async Task Get_OfATitleThatIsPartOfAnother_LeadsToThat()
    {
        using var answer = await _host.Client.GetAsync($"/api/v1/media/{Part.Id}");

        var (status, location) = (answer.StatusCode, answer.Headers.Location?.ToString() ?? answer.RequestMessage!.RequestUri!.AbsolutePath);
        (status is HttpStatusCode.MovedPermanently or HttpStatusCode.OK, location).ShouldBe((true, $"/api/v1/media/{Alien.Id}"));
    }

    [Fact]
    public async Task Sources_SayWhereValuesAreFrom()
    {
        var sources = await _host.Client.GetJsonAsync($"/api/v1/media/{Alien.Id}/sources");

        sources.GetProperty("shown").GetProperty("title")[0].GetString().ShouldBe("file:1");
        await (await _host.Client.GetAsync($"/api/v1/media/{MediaId.Of("file", "movie", "none")}/sources")).ProblemAsync(404, "notFound");
    }

    private Task<HttpResponseMessage> PatchAsync(string body, string? revision)
    {
        var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/media/{Alien.Id}")
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };
        if (revision is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", revision);
        }

        return _host.Client.SendAsync(request);
    }
}

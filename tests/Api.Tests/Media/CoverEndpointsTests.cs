using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MediaPipeline.Api.Tests.Fakes;
using MediaPipeline.Api.Tests.Hosting;
using MediaPipeline.Contracts.Assets;
using MediaPipeline.Contracts.Drawings;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Media;
using NSubstitute;

namespace MediaPipeline.Api.Tests.Media;

public sealed class CoverEndpointsTests : IAsyncLifetime
{
    private const string Url = "https://covers.test/alien.jpg";
    private static readonly AssetId Asset = AssetId.Of(Url);
    private static readonly MediaView Alien = Samples.Title("Alien") with { CoverUrl = Url };
    private static readonly string Cover = $"/api/v1/media/{Alien.Id}/cover";
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("mediapipeline-test-");
    private readonly IAssetGrain _asset = Substitute.For<IAssetGrain>();
    private ApiHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _host.Grains.GetGrain<IAssetGrain>(Asset.Value).Returns(_asset);
        _host.Media.Titles.Add(Alien);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    [Theory]
    [InlineData("", RenditionKind.Thumbnail)]
    [InlineData("?size=small", RenditionKind.Thumbnail)]
    [InlineData("?size=large", RenditionKind.Viewing)]
    public async Task TheStoredFile_IsSentInThatSize_WithATag(string query, RenditionKind kind)
    {
        var file = Path.Join(_directory.FullName, "cover.jpg");
        await File.WriteAllTextAsync(file, kind.ToString());
        _host.Assets.Files[(Asset, kind)] = Samples.File(file, "image/jpeg", "cc33", "cover.jpg");

        using var answer = await _host.Client.GetAsync(Cover + query);
        using var again = await _host.Client.SendAsync(HttpMethod.Get, Cover + query, ("If-None-Match", "\"cc33\""));

        (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType, answer.Headers.ETag!.Tag).ShouldBe((HttpStatusCode.OK, "image/jpeg", "\"cc33\""));
        (await answer.Content.ReadAsStringAsync()).ShouldBe(kind.ToString());
        answer.Headers.CacheControl!.ToString().ShouldBe("no-cache");
        answer.Headers.GetValues("Content-Security-Policy").ShouldBe(["sandbox"]);
        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        await _asset.DidNotReceiveWithAnyArgs().Want(default!, default);
    }

    [Fact]
    public async Task TheFirstView_LetsItBeFetched_AndShowsThatItComes()
    {
        (await NoticeAsync()).ShouldBe(new Notice(NoticeKind.Waiting, "Not ready yet", "The cover is being fetched."));

        await _asset.Received(1).Want(Url, null);
    }

    [Fact]
    public async Task AFileThatHasVanished_IsFetchedAgain()
    {
        _host.Assets.Files[(Asset, RenditionKind.Thumbnail)] = Samples.File(Path.Join(_directory.FullName, "gone.jpg"));
        _host.Library.Items.Add(Item(ItemState.Live));

        (await NoticeAsync()).Title.ShouldBe("Not ready yet");

        await _asset.Received(1).Want(Url, null);
    }

    [Fact]
    public async Task AFailure_IsShown_WithTheDayOfTheNextTry_AndNotTriedAgainByLooking()
    {
        _host.Library.Items.Add(Item(ItemState.Failed) with
        {
            LastError = new ItemError("notFound", "There is nothing at that address.", AssetStages.Fetched, Samples.Now),
            DueAt = Samples.Now.AddDays(7),
        });

        (await NoticeAsync()).ShouldBe(new Notice(NoticeKind.Failed, "Not found", "There is nothing at that address. It is tried again on 2026-03-08."));

        await _asset.DidNotReceiveWithAnyArgs().Want(default!, default);
    }

    [Theory]
    [InlineData(null, "No cover")]
    [InlineData("data:image/png;base64,AAAA", "Cover not fetched")]
    [InlineData("/alien.jpg", "Cover not fetched")]
    public async Task ATitleWithoutAnAddress_SaysSo(string? url, string title)
    {
        _host.Media.Titles[0] = Alien with { CoverUrl = url };

        (await NoticeAsync()).Title.ShouldBe(title);
    }

    [Fact]
    public async Task ATitleThatIsPartOfAnother_LeadsToTheCoverOfThat()
    {
        var part = Samples.Title("Alien, again") with { MergedInto = Alien.Id };
        _host.Media.Titles.Add(part);

        using var answer = await _host.NewClient().GetAsync($"/api/v1/media/{part.Id}/cover?size=large");

        (answer.StatusCode, answer.Headers.Location!.ToString()).ShouldBe((HttpStatusCode.MovedPermanently, $"{Cover}?size=large"));
    }

    [Fact]
    public async Task WhatCannotBe_IsRefused()
    {
        await (await _host.Client.GetAsync($"{Cover}?size=huge")).ProblemAsync(400, "invalidParameter");
        await (await _host.Client.GetAsync($"/api/v1/media/{MediaId.Of("file", "movie", "none")}/cover")).ProblemAsync(404, "notFound");
    }

    [Fact]
    public async Task FetchCovers_StartsAJobBehindAllOthers()
    {
        StartJobRequest? started = null;
        var job = Substitute.For<IJobGrain>();
        _host.Grains.GetGrain<IJobGrain>(Arg.Any<string>()).Returns(job);
        job.WhenForAnyArgs(grain => grain.Start(default!)).Do(call => started = call.Arg<StartJobRequest>());

        var answer = await _host.Client.PostAsync("/api/v1/media/fetch-covers?type=Anime", null);

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("jobId").GetString().ShouldStartWith(JobId.Prefix);
        (started!.Priority, started.Payload).ShouldBe((9, new FetchCoversPayload("anime")));
    }

    private async Task<Notice> NoticeAsync()
    {
        using var answer = await _host.Client.GetAsync(Cover);
        (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType).ShouldBe((HttpStatusCode.OK, "image/webp"));
        var drawn = _host.Drawer.Drawn.ShouldHaveSingleItem().ShouldBeOfType<PlaceholderRequest>();
        drawn.Name.ShouldBe("Alien");
        return drawn.Notice;
    }

    private static ItemView Item(ItemState state) =>
        new(Asset.Value, "asset", Url, null, null, state, AssetStages.Requested, 1, null, null, null, null, Samples.Now);
}

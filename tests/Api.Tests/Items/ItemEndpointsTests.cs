using System.Net;
using MediaPipeline.Api.Tests.Fakes;
using MediaPipeline.Api.Tests.Hosting;
using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using NSubstitute;

namespace MediaPipeline.Api.Tests.Items;

public sealed class ItemEndpointsTests(SharedHost shared) : IClassFixture<SharedHost>, IAsyncLifetime
{
    private static readonly string Id = Samples.ImageId("a.jpg").Value;
    private readonly IImageGrain _image = Substitute.For<IImageGrain>();
    private readonly IJobGrain _job = Substitute.For<IJobGrain>();
    private ApiHost _host = null!;

    public Task InitializeAsync()
    {
        _host = shared.Clean();
        _host.Grains.GetGrain(typeof(IImageGrain), Id).Returns(_image);
        _host.Grains.GetGrain<IJobGrain>(Arg.Any<string>()).Returns(_job);
        _host.Library.Items.Add(Samples.Item("a.jpg"));
        _host.Library.Items.Add(Samples.Item("b.jpg", ItemState.Live));
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task List_PassesTheFilterOn()
    {
        await _host.Client.GetJsonAsync($"/api/v1/items?kind=image&state=failed&stage=probed&code=x&jobId={Samples.JobId}");
        _host.Library.AskedItems.ShouldBe(new ItemFilter("image", ItemState.Failed, "probed", "x", Samples.JobId));
        (await _host.Client.GetAsync("/api/v1/items?kind=song").ProblemAsync(400,
            "invalidParameter")).ShouldBe("'kind' cannot be 'song': expected one of asset, image, media.");
        (await _host.Client.GetAsync("/api/v1/items?jobId=job_1").ProblemAsync(400, "invalidParameter")).ShouldContain("'job_' and 32 hexadecimal digits");
    }

    [Theory]
    [InlineData("/api/v1/items/{0}?bogus=1")]
    [InlineData("/api/v1/items/{0}/history?bogus=1")]
    [InlineData("/api/v1/images/{0}?bogus=1")]
    [InlineData("/api/v1/images/{0}/thumbnail?placholder=true")]
    [InlineData("/api/v1/images/{0}/original?bogus=1")]
    public async Task AnUnknownParameter_IsNeverIgnored(string path) =>
        await _host.Client.GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, Id)).ProblemAsync(400, "unknownParameter");

    [Fact]
    public async Task Get_AnswersWithTheItem()
    {
        var item = await _host.Client.GetJsonAsync($"/api/v1/items/{Id}");
        (item.GetProperty("id").GetString(), item.GetProperty("kind").GetString(), item.GetProperty("state").GetString()).ShouldBe((Id, "image", "failed"));
        item.GetProperty("lastError").GetProperty("code").GetString().ShouldBe("notAPicture");
    }

    [Fact]
    public async Task Get_WhatIsNotThere_Is404_AndNamesIt()
    {
        var absent = Samples.ImageId("no");
        (await _host.Client.GetAsync($"/api/v1/items/{absent}").ProblemAsync(404, "notFound")).ShouldBe($"There is no item '{absent}'.");
    }

    [Theory]
    [InlineData("img_1")]
    [InlineData("img_33832E49A3F38040D308F2F2C846F372")]
    [InlineData("job_33832e49a3f38040d308f2f2c846f372")]
    public async Task Get_WhatIsNoId_Is404_AndTheDetailSaysWhatAnIdLooksLike(string id) =>
        (await _host.Client.GetAsync($"/api/v1/items/{id}").ProblemAsync(404, "notFound"))
            .ShouldBe($"There is no item '{id}': its id is 'ast_' or 'img_' or 'med_' and 32 hexadecimal digits in lower case.");

    [Fact]
    public async Task RetryMany_StartsAJobForWhatFailed()
    {
        using var response = await _host.Client.PostAsync("/api/v1/items/retry?code=notAPicture", null);
        var id = (await response.JsonAsync(HttpStatusCode.Accepted)).GetProperty("jobId").GetString().ShouldNotBeNull();
        EntityId.TryParse<JobId>(id, out _).ShouldBeTrue();
        _host.Grains.Received().GetGrain<IJobGrain>(id);
        await _job.Received().Start(new StartJobRequest(null, 5, new RetryItemsPayload(new ItemFilter(null, ItemState.Failed, null, "notAPicture"))));
    }

    [Fact]
    public async Task RetryMany_TakesTheFilterAsBodyToo_ButNotHalfOfIt()
    {
        using var response = await _host.Client.PostObjectAsync(
            "/api/v1/items/retry?priority=1", new { state = "waiting", collectionId = Samples.CollectionId.Value });
        await response.JsonAsync(HttpStatusCode.Accepted);
        var filter = new ItemFilter(null, ItemState.Waiting, null, null, null, Samples.CollectionId);
        await _job.Received().Start(new StartJobRequest(null, 1, new RetryItemsPayload(filter)));
        await _host.Client.PostObjectAsync("/api/v1/items/retry?code=x", new { state = "waiting" }).ProblemAsync(400, "filterTwice");
        (await _host.Client.PostObjectAsync("/api/v1/items/retry", new { sate = "waiting" }).ProblemAsync(400, "unknownField")).ShouldContain("'sate'");
        (await _host.Client.PostAsync("/api/v1/items/retry?sate=waiting", null).ProblemAsync(400, "unknownParameter")).ShouldContain("'sate'");
    }

    [Fact]
    public async Task SkipMany_NeedsAFilter_AndHasAReason()
    {
        await _host.Client.PostAsync("/api/v1/items/skip", null).ProblemAsync(400, "filterMissing");
        using var response = await _host.Client.PostObjectAsync("/api/v1/items/skip", new { state = "failed", reason = "not worth it" });
        await response.JsonAsync(HttpStatusCode.Accepted);
        await _job.Received(1).Start(new StartJobRequest(null, 5, new SkipItemsPayload(new ItemFilter(null, ItemState.Failed), "not worth it")));
    }

    [Fact]
    public async Task StorageFull_WhileAJobStarts_Is507()
    {
        _job.Start(Arg.Any<StartJobRequest>()).Returns(Task.FromException(new InvalidOperationException("wrapped", new DiskFull())));
        (await _host.Client.PostAsync("/api/v1/items/retry", null).ProblemAsync(507, "storageFull")).ShouldBe("'/data' is full: make room.");
    }

    [Fact]
    public async Task Retry_And_Skip_AnswerWithTheItem()
    {
        _image.Retry(null).Returns(CommandResult.Done);
        _image.Skip("skipped by a user", null).Returns(CommandResult.Done);
        _image.Skip("blurred", null).Returns(CommandResult.Conflict("alreadyLive", "It is live."));
        using var retried = await _host.Client.PostAsync($"/api/v1/items/{Id}/retry", null);
        (await retried.JsonAsync()).GetProperty("id").GetString().ShouldBe(Id);
        using var skipped = await _host.Client.PostAsync($"/api/v1/items/{Id}/skip", null);
        await skipped.JsonAsync();
        await _host.Client.PostObjectAsync($"/api/v1/items/{Id}/skip", new { reason = "blurred" }).ProblemAsync(409, "alreadyLive");
        (await _host.Client.PostAsync("/api/v1/items/med_1/retry", null).ProblemAsync(404, "notFound"))
            .ShouldContain("'ast_' or 'img_' or 'med_' and 32 hexadecimal digits");
    }

    [Fact]
    public async Task History_IsAList()
    {
        (await _host.Client.GetJsonAsync($"/api/v1/items/{Id}/history"))[0].GetProperty("event").GetString().ShouldBe("discovered");
        await _host.Client.GetAsync($"/api/v1/items/{Samples.ImageId("no")}/history").ProblemAsync(404, "notFound");
    }

    [Fact]
    public async Task Stages_And_CacheFolders_AreListed()
    {
        (await _host.Client.GetJsonAsync("/api/v1/stages"))[0].GetProperty("oldestEnteredAt").GetString().ShouldNotBeNull();
        _host.Library.Folders.Add(Samples.Folder());
        (await _host.Client.GetJsonAsync("/api/v1/cache-folders")).GetProperty("items")[0].GetProperty("fileCount").GetInt64().ShouldBe(4);
        (await _host.Client.GetJsonAsync($"/api/v1/cache-folders/{Samples.FolderId}")).GetProperty("collectionIds")[0].GetString()
            .ShouldBe(Samples.CollectionId.Value);
        await _host.Client.GetAsync($"/api/v1/cache-folders/{CacheFolderId.Of("/no")}").ProblemAsync(404, "notFound");
    }

    [Fact]
    public async Task NulCharacters_AreRefused_SinceNotEveryDatabaseStoresThem()
    {
        (await _host.Client.GetAsync("/api/v1/items?code=%00").ProblemAsync(400, "invalidField")).ShouldContain("'code'");
        (await SendAsync("/api/v1/items/retry", "{\"code\":\"a\\u0000b\"}").ProblemAsync(400, "invalidField")).ShouldContain("'code'");
        (await SendAsync("/api/v1/items/skip", "{\"state\":\"failed\",\"reason\":\"a\\u0000b\"}").ProblemAsync(400, "invalidField")).ShouldContain("'reason'");
        (await SendAsync("/api/v1/keys", "{\"name\":\"a\\u0000b\",\"scope\":\"read\"}").ProblemAsync(400, "invalidField")).ShouldContain("'name'");

        Task<HttpResponseMessage> SendAsync(string path, string body) =>
            _host.Client.PostAsync(path, new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
    }

    private sealed class DiskFull() : IOException("'/data' is full: make room."), ICommandFailure
    {
        public CommandResult Result => new(CommandStatus.StorageFull, "storageFull", Message);
    }
}

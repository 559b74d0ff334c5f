using System.Net;
using System.Net.Http.Json;
using MediaPipeline.Api.Tests.Fakes;
using MediaPipeline.Api.Tests.Hosting;
using MediaPipeline.Contracts.CacheFolders;
using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using NSubstitute;

namespace MediaPipeline.Api.Tests.CacheFolders;

public sealed class CacheFolderEndpointsTests(SharedHost shared) : IClassFixture<SharedHost>, IAsyncLifetime
{
    private static readonly JobId Job = JobId.Create(Samples.Now.AddDays(1));
    private static readonly string Path = $"/api/v1/cache-folders/{Samples.FolderId}";
    private readonly ICacheFolderRegisterGrain _register = Substitute.For<ICacheFolderRegisterGrain>();
    private readonly ICacheFolderGrain _folder = Substitute.For<ICacheFolderGrain>();
    private ApiHost _host = null!;

    public Task InitializeAsync()
    {
        _host = shared.Clean();
        _host.Grains.GetGrain<ICacheFolderRegisterGrain>(0).Returns(_register);
        _host.Grains.GetGrain<ICacheFolderGrain>(Samples.FolderId.Value).Returns(_folder);
        _host.Library.Folders.Add(Samples.Folder());
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Post_NewPath_Answers201WithItsPlace_AndTheSamePath200()
    {
        _register.AddFolder(new AddCacheFolderRequest("/disk", 5_000, 2)).Returns(
            new AddCacheFolderResult(CommandResult.Done, Samples.FolderId, Created: true), new AddCacheFolderResult(CommandResult.Done, Samples.FolderId));

        using var first = await _host.Client.PostObjectAsync("/api/v1/cache-folders", new { path = "/disk", maxBytes = 5_000, weight = 2 });
        (await first.JsonAsync(HttpStatusCode.Created)).GetProperty("id").GetString().ShouldBe(Samples.FolderId.Value);
        first.Headers.Location?.OriginalString.ShouldBe(Path);
        using var second = await _host.Client.PostObjectAsync("/api/v1/cache-folders", new { path = "/disk", maxBytes = 5_000, weight = 2 });
        (await second.JsonAsync()).GetProperty("state").GetString().ShouldBe("ok");
    }

    [Theory]
    [InlineData("""{}""", "fieldMissing", "'path'")]
    [InlineData("""{"path":"/a\u0000b"}""", "invalidField", "NUL")]
    [InlineData("""{"path":"/a","maxBytes":-1}""", "invalidField", "'maxBytes' cannot be -1")]
    [InlineData("""{"path":"/a","weight":0}""", "invalidField", "'weight' cannot be 0: expected 1 to 1000")]
    [InlineData("""{"path":"/a","maxbyte":1}""", "unknownField", "known are path, maxBytes, weight")]
    public async Task Post_BadBody_Answers400ThatNamesTheField(string body, string code, string named) =>
        (await _host.Client.PostTextAsync("/api/v1/cache-folders", body).ProblemAsync(400, code)).ShouldContain(named);

    [Fact]
    public async Task Post_Refused_AnswersWhatTheGrainSaid()
    {
        _register.AddFolder(Arg.Any<AddCacheFolderRequest>()).Returns(
            new AddCacheFolderResult(CommandResult.Conflict("overlappingPath", "'/x' lies in a collection: choose another.")));
        (await _host.Client.PostObjectAsync("/api/v1/cache-folders", new { path = "/x" }).ProblemAsync(409, "overlappingPath")).ShouldContain("choose another");
    }

    [Fact]
    public async Task Get_BehindAClosedGate_SaysWhatItWaitsFor()
    {
        _folder.FindGate().Returns(new WaitingFor("cacheFolderFull", $"folder:{Samples.FolderId}", "Raise its maxBytes.", Samples.Now));

        var view = await _host.Client.GetJsonAsync(Path);
        view.GetProperty("state").GetString().ShouldBe("full");
        view.GetProperty("waitingFor").GetProperty("code").GetString().ShouldBe("cacheFolderFull");
        (await _host.Client.GetJsonAsync("/api/v1/cache-folders")).GetProperty("items")[0].GetProperty("stateMessage").GetString()
            .ShouldBe("Raise its maxBytes.");
    }

    [Theory]
    [InlineData("markerMissing", "unavailable")]
    [InlineData("outputFull", "full")]
    public async Task Get_TheStateFollowsTheGate(string code, string state)
    {
        _folder.FindGate().Returns(new WaitingFor(code, null, "Mount it.", Samples.Now));

        (await _host.Client.GetJsonAsync(Path)).GetProperty("state").GetString().ShouldBe(state);
    }

    [Fact]
    public async Task Patch_ChangesOnlyWhatIsGiven()
    {
        _register.Configure(new ConfigureCacheFolderRequest(Samples.FolderId, Draining: true)).Returns(CommandResult.Done);
        using var changed = await _host.Client.PatchAsJsonAsync(Path, new { draining = true });
        (await changed.JsonAsync()).GetProperty("id").GetString().ShouldBe(Samples.FolderId.Value);

        await _host.Client.PatchAsJsonAsync(Path, new { }).ProblemAsync(400, "fieldMissing");
        await _host.Client.PatchAsJsonAsync(Path, new { weight = 1_001 }).ProblemAsync(400, "invalidField");
    }

    [Fact]
    public async Task Reconcile_Answers202WithTheJob()
    {
        _folder.Reconcile().Returns(new JobStartedResult(CommandResult.Done, Job));
        using var response = await _host.Client.PostAsync(Path + "/reconcile", null);
        (await response.JsonAsync(HttpStatusCode.Accepted)).GetProperty("jobId").GetString().ShouldBe(Job.Value);
        response.Headers.Location?.OriginalString.ShouldBe($"/api/v1/jobs/{Job}");
    }

    [Theory]
    [InlineData("", 7, true)]
    [InlineData("?olderThanDays=0&dryRun=false", 0, false)]
    public async Task CleanOrphans_IsADryRunUnlessSaidOtherwise(string query, int days, bool dryRun)
    {
        _folder.CleanOrphans(new CleanUp(days, dryRun)).Returns(new JobStartedResult(CommandResult.Done, Job));
        using var response = await _host.Client.PostAsync(Path + "/clean-orphans" + query, null);
        (await response.JsonAsync(HttpStatusCode.Accepted)).GetProperty("jobId").GetString().ShouldBe(Job.Value);
    }

    [Theory]
    [InlineData("?dryrun=no", "invalidParameter")]
    [InlineData("?olderThanDays=-1", "invalidParameter")]
    [InlineData("?days=7", "unknownParameter")]
    public async Task CleanOrphans_BadQuery_Answers400AndStartsNothing(string query, string code)
    {
        await _host.Client.PostAsync(Path + "/clean-orphans" + query, null).ProblemAsync(400, code);
        await _folder.DidNotReceiveWithAnyArgs().CleanOrphans(default!);
    }

    [Fact]
    public async Task Delete_Answers204_OrWhatStillLiesThere()
    {
        _folder.Delete().Returns(CommandResult.Done, CommandResult.Conflict("notEmpty", "3 renditions lie there: wait."), CommandResult.NotFound("gone"));

        using var deleted = await _host.Client.DeleteAsync(Path);
        deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await _host.Client.DeleteAsync(Path).ProblemAsync(409, "notEmpty")).ShouldContain("3 renditions");
        await _host.Client.DeleteAsync(Path).ProblemAsync(404, "notFound");
    }
}

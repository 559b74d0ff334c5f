using System.Net;
using System.Net.Http.Json;
using MediaPipeline.Api.Tests.Fakes;
using MediaPipeline.Api.Tests.Hosting;
using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using NSubstitute;

namespace MediaPipeline.Api.Tests.Collections;

public sealed class CollectionEndpointsTests(SharedHost shared) : IClassFixture<SharedHost>, IAsyncLifetime
{
    private static readonly JobId Scan = JobId.Create(Samples.Now.AddDays(1));
    private readonly ICollectionRegisterGrain _register = Substitute.For<ICollectionRegisterGrain>();
    private readonly ICollectionGrain _collection = Substitute.For<ICollectionGrain>();
    private ApiHost _host = null!;

    public Task InitializeAsync()
    {
        _host = shared.Clean();
        _host.Grains.GetGrain<ICollectionRegisterGrain>(0).Returns(_register);
        _host.Grains.GetGrain<ICollectionGrain>(Samples.CollectionId.Value).Returns(_collection);
        _host.Library.Collections.Add(Samples.Collection());
        _host.Library.Images.Add(Samples.Image("a.jpg"));
        _host.Library.Images.Add(Samples.Image("b.jpg", ItemState.Failed));
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Post_NewPath_Answers201WithItsPlaceAndJob()
    {
        _register.Add(new AddCollectionRequest("/pictures", "Mine", 2)).Returns(new AddCollectionResult(CommandResult.Done, Samples.CollectionId, true, Scan));
        using var response = await _host.Client.PostObjectAsync("/api/v1/collections", new { path = "/pictures", name = "Mine", priority = 2 });
        var added = await response.JsonAsync(HttpStatusCode.Created);
        response.Headers.Location?.OriginalString.ShouldBe($"/api/v1/collections/{Samples.CollectionId}");
        added.GetProperty("id").GetString().ShouldBe(Samples.CollectionId.Value);
        added.GetProperty("jobId").GetString().ShouldBe(Scan.Value);
        added.GetProperty("kind").GetString().ShouldBe("folder");
    }

    [Fact]
    public async Task Post_PathThatIsThere_Answers200WithTheExistingOne()
    {
        _register.Add(Arg.Any<AddCollectionRequest>()).Returns(new AddCollectionResult(CommandResult.Done, Samples.CollectionId));
        using var response = await _host.Client.PostObjectAsync("/api/v1/collections", new { path = "/pictures" });
        (await response.JsonAsync()).GetProperty("jobId").GetString().ShouldBe(Samples.JobId.Value);
    }

    [Theory]
    [InlineData(CommandStatus.Invalid, 400)]
    [InlineData(CommandStatus.Forbidden, 403)]
    [InlineData(CommandStatus.NotFound, 404)]
    [InlineData(CommandStatus.Conflict, 409)]
    [InlineData(CommandStatus.StorageFull, 507)]
    public async Task Post_Refused_AnswersWhatTheGrainSaid(CommandStatus status, int expected)
    {
        _register.Add(Arg.Any<AddCollectionRequest>()).Returns(new AddCollectionResult(new CommandResult(status, "someCode", "'/x' is wrong: mend it.")));
        (await _host.Client.PostObjectAsync("/api/v1/collections", new { path = "/x" }).ProblemAsync(expected, "someCode")).ShouldBe("'/x' is wrong: mend it.");
    }

    [Theory]
    [InlineData("""{}""", "fieldMissing", "'path'")]
    [InlineData("""{"path":"  "}""", "fieldMissing", "'path'")]
    [InlineData("""{"path":null}""", "fieldMissing", "'path'")]
    [InlineData("""{"path":"/a\u0000b"}""", "invalidField", "NUL")]
    [InlineData("""{"path":"/a","priority":0}""", "invalidField", "'priority' cannot be 0: expected 1")]
    [InlineData("""{"path":"/a","priority":"5"}""", "wrongType", "'priority' is of the wrong type (line 1, position 28): expected a whole number")]
    [InlineData("""{"path":["/a"]}""", "wrongType", "'path' is of the wrong type (line 1, position 10): expected text in quotes")]
    [InlineData("""["/a"]""", "wrongType", "The body is of the wrong type")]
    [InlineData("""{"path":"/a","nam":"x"}""", "unknownField", "There is no field 'nam' (line 1, position 20): known are path, name, priority")]
    [InlineData("""{"path":"/a","path":"/b"}""", "duplicateField", "The field 'path' is given twice")]
    [InlineData("{\"path\":\n  /a}", "malformedJson", "line 2, position 3, in the field 'path'")]
    [InlineData("""{"path":"/a" """, "malformedJson", "The body is not JSON (line 1, position 14): send a JSON object.")]
    [InlineData("""{"path":"/a","PATH":"/b"}""", "duplicateField", "The field 'PATH' is given twice (line 1, position 21)")]
    [InlineData("""{"a.b":1}""", "unknownField", "There is no field 'a.b'")]
    [InlineData("""{"priority":5.5}""", "wrongType", "'priority' is of the wrong type (line 1, position 16): expected a whole number")]
    [InlineData("", "bodyMissing", "no body")]
    [InlineData("null", "bodyMissing", "no body")]
    public async Task Post_BadBody_Answers400ThatNamesTheField(string body, string code, string named)
    {
        (await _host.Client.PostTextAsync("/api/v1/collections", body).ProblemAsync(400, code)).ShouldContain(named);
    }

    [Fact]
    public async Task List_IsAPage()
    {
        var list = await _host.Client.GetJsonAsync("/api/v1/collections?page=1&pageSize=10");
        list.GetProperty("total").GetInt64().ShouldBe(1);
        list.GetProperty("page").GetInt32().ShouldBe(1);
        list.GetProperty("pageSize").GetInt32().ShouldBe(10);
        var only = list.GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        only.GetProperty("byState").GetProperty("live").GetInt64().ShouldBe(2);
        only.GetProperty("createdAt").GetString().ShouldBe("2026-03-01T12:00:00+00:00");
    }

    [Theory]
    [InlineData("page=0", "'page' cannot be '0': expected a whole number from 1 to 2147483647.")]
    [InlineData("page=2147483648", "'page' cannot be '2147483648': expected a whole number from 1 to 2147483647.")]
    [InlineData("page=x", "'page' cannot be 'x'")]
    [InlineData("pageSize=501", "'pageSize' cannot be '501': expected a whole number from 1 to 500.")]
    [InlineData("pageSize=0", "'pageSize' cannot be '0'")]
    [InlineData("page=1&page=2", "'page' is given 2 times")]
    public async Task List_BadPage_Answers400ThatNamesTheLimit(string query, string detail)
    {
        (await _host.Client.GetAsync("/api/v1/collections?" + query).ProblemAsync(400, "invalidParameter")).ShouldContain(detail);
    }

    [Fact]
    public async Task List_UnknownParameter_IsNamed()
    {
        (await _host.Client.GetAsync("/api/v1/collections?pagesize=3&foo=1").ProblemAsync(400,
            "unknownParameter")).ShouldBe("There is no parameter 'foo' here: known are page, pageSize, cursor.");
    }

    [Fact]
    public async Task Get_UnknownAndMalformedIds_Are404()
    {
        (await _host.Client.GetJsonAsync($"/api/v1/collections/{Samples.CollectionId}")).GetProperty("name").GetString().ShouldBe("Pictures");
        var unknown = CollectionId.Of("/elsewhere");
        (await _host.Client.GetAsync($"/api/v1/collections/{unknown}").ProblemAsync(404, "notFound")).ShouldBe($"There is no collection '{unknown}'.");
        (await _host.Client.GetAsync("/api/v1/collections/7").ProblemAsync(404,
            "notFound")).ShouldBe("There is no collection '7': its id is 'col_' and 32 hexadecimal digits in lower case.");
    }

    [Fact]
    public async Task Scan_Answers202WithTheJob()
    {
        _collection.Scan(1).Returns(new JobStartedResult(CommandResult.Done, Scan));
        using var response = await _host.Client.PostAsync($"/api/v1/collections/{Samples.CollectionId}/scan?priority=1", null);
        (await response.JsonAsync(HttpStatusCode.Accepted)).GetProperty("jobId").GetString().ShouldBe(Scan.Value);
        response.Headers.Location?.OriginalString.ShouldBe($"/api/v1/jobs/{Scan}");
    }

    [Fact]
    public async Task Scan_WithVerify_ReadsAllAgain()
    {
        _collection.Verify(5).Returns(
            new JobStartedResult(CommandResult.Done, Scan), new JobStartedResult(CommandResult.Conflict("scanRunning", "Scan … is running."), Scan));
        _collection.Scan(5).Returns(new JobStartedResult(CommandResult.Done, Scan));
        var path = $"/api/v1/collections/{Samples.CollectionId}/scan";

        using var response = await _host.Client.PostAsJsonAsync(path, new { verify = true });
        (await response.JsonAsync(HttpStatusCode.Accepted)).GetProperty("jobId").GetString().ShouldBe(Scan.Value);
        await _host.Client.PostAsJsonAsync(path, new { verify = true }).ProblemAsync(409, "scanRunning");
        (await _host.Client.PostAsJsonAsync(path, new { verify = false })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await _host.Client.PostAsJsonAsync(path, new { verify = "yes" }).ProblemAsync(400, "wrongType")).ShouldContain("verify");
        (await _host.Client.PostAsJsonAsync(path, new { verfy = true }).ProblemAsync(400, "unknownField")).ShouldContain("verfy");
    }

    [Fact]
    public async Task Delete_Answers202_OrTheConflict()
    {
        _collection.Delete().Returns(new JobStartedResult(CommandResult.Done, Scan), new JobStartedResult(CommandResult.NotFound("gone")));
        using var response = await _host.Client.DeleteAsync($"/api/v1/collections/{Samples.CollectionId}");
        (await response.JsonAsync(HttpStatusCode.Accepted)).GetProperty("jobId").GetString().ShouldBe(Scan.Value);
        await _host.Client.DeleteAsync($"/api/v1/collections/{Samples.CollectionId}").ProblemAsync(404, "notFound");
    }

    [Fact]
    public async Task Images_AreFiltered()
    {
        var failed = await _host.Client.GetJsonAsync($"/api/v1/collections/{Samples.CollectionId}/images?state=failed&stage=probed&code=notAPicture");
        failed.GetProperty("total").GetInt64().ShouldBe(1);
        _host.Library.AskedItems.ShouldBe(new ItemFilter(null, ItemState.Failed, "probed", "notAPicture", null, Samples.CollectionId));
        (await _host.Client.GetAsync($"/api/v1/collections/{Samples.CollectionId}/images?state=foo").ProblemAsync(400, "invalidParameter"))
            .ShouldBe("'state' cannot be 'foo': expected one of pending, running, waiting, live, skipped, failed, quarantined, missing.");
        (await _host.Client.GetAsync($"/api/v1/collections/{Samples.CollectionId}/images?stage=cooked").ProblemAsync(400,
            "invalidParameter")).ShouldContain("requested, fetched, stored, rendered, live, discovered");
        await _host.Client.GetAsync($"/api/v1/collections/{CollectionId.Of("/no")}/images").ProblemAsync(404, "notFound");
    }
}

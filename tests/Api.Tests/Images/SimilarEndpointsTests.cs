using System.Net;
using MediaPipeline.Api.Tests.Fakes;
using MediaPipeline.Api.Tests.Hosting;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Reading;

namespace MediaPipeline.Api.Tests.Images;

public sealed class SimilarEndpointsTests(SharedHost shared) : IClassFixture<SharedHost>, IAsyncLifetime
{
    private static readonly string OfCat = $"/api/v1/images/{Samples.ImageId("cat.jpg")}/similar";
    private static readonly string OfPictures = $"/api/v1/collections/{Samples.CollectionId}/near-duplicates";
    private ApiHost _host = null!;

    public Task InitializeAsync()
    {
        _host = shared.Clean();
        _host.Library.Collections.Add(Samples.Collection());
        _host.Library.Images.Add(Samples.Image("cat.jpg") with { PerceptualHash = "8f00ff00ff00ff00" });
        _host.Library.Images.Add(Samples.Image("new.jpg", ItemState.Running, ImageStages.Probed));
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Similar_ListsDistancesWithTheirPictures()
    {
        _host.Library.Similar.Add(new SimilarImage(3, Samples.Image("cat (small).jpg")));

        var found = await _host.Client.GetJsonAsync(OfCat);

        var only = found.GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        only.GetProperty("distance").GetInt32().ShouldBe(3);
        only.GetProperty("image").GetProperty("name").GetString().ShouldBe("cat (small).jpg");
        (found.GetProperty("total").GetInt64(), found.GetProperty("limit").GetInt32(), found.GetProperty("maxDistance").GetInt32()).ShouldBe((1, 20, 10));
        _host.Library.AskedSimilar.ShouldBe(new SimilarRequest(20, 10));
    }

    [Fact]
    public async Task Similar_PassesOnWhatIsWanted()
    {
        await _host.Client.GetJsonAsync($"{OfCat}?limit=5&maxDistance=0&collectionId={Samples.CollectionId}");

        _host.Library.AskedSimilar.ShouldBe(new SimilarRequest(5, 0, Samples.CollectionId));
    }

    [Fact]
    public async Task Similar_UnknownPicture_Is404()
    {
        var unknown = Samples.ImageId("dog.jpg");

        (await _host.Client.GetAsync($"/api/v1/images/{unknown}/similar").ProblemAsync(404, "notFound")).ShouldBe($"There is no picture '{unknown}'.");
    }

    [Fact]
    public async Task Similar_WithoutAHashYet_Is404WithStateAndStage()
    {
        var problem = await _host.Client.GetJsonAsync($"/api/v1/images/{Samples.ImageId("new.jpg")}/similar", HttpStatusCode.NotFound);

        problem.GetProperty("code").GetString().ShouldBe("notHashed");
        problem.GetProperty("state").GetString().ShouldBe("running");
        problem.GetProperty("stage").GetString().ShouldBe("probed");
    }

    [Theory]
    [InlineData("limit=0", "'limit' cannot be '0': expected a whole number from 1 to 500.")]
    [InlineData("limit=501", "'limit' cannot be '501': expected a whole number from 1 to 500.")]
    [InlineData("maxDistance=21", "'maxDistance' cannot be '21': expected a whole number from 0 to 20.")]
    [InlineData("maxDistance=-1", "'maxDistance' cannot be '-1': expected a whole number from 0 to 20.")]
    [InlineData("collectionId=7", "'collectionId' cannot be '7': expected an id")]
    public async Task Similar_BadParameter_Is400ThatNamesItsRange(string query, string detail) =>
        (await _host.Client.GetAsync($"{OfCat}?{query}").ProblemAsync(400, "invalidParameter")).ShouldStartWith(detail);

    [Fact]
    public async Task NearDuplicates_IsAPageOfGroups()
    {
        var pair = new NearDuplicateGroup(2, [new SimilarImage(0, Samples.Image("1.jpg")), new SimilarImage(4, Samples.Image("2.jpg"))]);
        _host.Library.Duplicates.AddRange([pair, pair, pair]);

        var page = await _host.Client.GetJsonAsync($"{OfPictures}?maxDistance=6&page=2&pageSize=2");

        (page.GetProperty("total").GetInt64(), page.GetProperty("page").GetInt32(), page.GetProperty("pageSize").GetInt32()).ShouldBe((3, 2, 2));
        var group = page.GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        group.GetProperty("count").GetInt32().ShouldBe(2);
        group.GetProperty("images").EnumerateArray().Select(image => image.GetProperty("distance").GetInt32()).ShouldBe([0, 4]);
        group.GetProperty("images")[0].GetProperty("image").GetProperty("contentHash").GetString().ShouldBe("ab12");
        _host.Library.AskedDuplicates.ShouldBe((Samples.CollectionId, 6));
    }

    [Theory]
    [InlineData("maxDistance=7", "'maxDistance' cannot be '7': expected a whole number from 0 to 6.")]
    [InlineData("pageSize=501", "'pageSize' cannot be '501': expected a whole number from 1 to 500.")]
    public async Task NearDuplicates_BadParameter_Is400ThatNamesItsRange(string query, string detail) =>
        (await _host.Client.GetAsync($"{OfPictures}?{query}").ProblemAsync(400, "invalidParameter")).ShouldBe(detail);

    [Fact]
    public async Task NearDuplicates_UnknownCollection_Is404()
    {
        await _host.Client.GetJsonAsync(OfPictures);
        _host.Library.AskedDuplicates.ShouldBe((Samples.CollectionId, 4));
        var unknown = CollectionId.Of("/elsewhere");

        (await _host.Client.GetAsync($"/api/v1/collections/{unknown}/near-duplicates").ProblemAsync(404,
            "notFound")).ShouldBe($"There is no collection '{unknown}'.");
    }
}

using System.Security.Cryptography;
using System.Text;
using MediaPipeline.Contracts.Assets;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Fetching;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Grains.Tests.Running;
using Microsoft.Extensions.Time.Testing;

namespace MediaPipeline.Grains.Tests.Assets;

/// <summary>A picture by address is fetched once, lies under its content, and a failure of it is remembered for a while.</summary>
public sealed class AssetTests
{
    private const string Url = "https://covers.test/alien.jpg", Other = "https://elsewhere.test/alien.png";

    [Fact]
    public async Task ManyTitlesWithOneAddress_AreOneDownload_AndOnePicture()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.Fetcher.Put(Url, "a picture");
        await pipeline.ImportCoversAsync(Enumerable.Repeat(Url, 20).Append(null).Append("/relative.jpg"));

        var job = await pipeline.FetchCoversAsync();

        (job.State, job.Type, job.Progress.Total, job.Progress.Failed).ShouldBe((JobState.Completed, "fetchCovers", 1, 0));
        pipeline.Fetcher.Requests.ShouldBe(1);
        var asset = (await pipeline.AssetAsync(Url)).ShouldNotBeNull();
        (asset.Kind, asset.Name, asset.State, asset.Stage, asset.DueAt).ShouldBe(("asset", Url, ItemState.Live, "live", null));
        (await HistoryAsync(pipeline, Url)).ShouldBe(["requested", "fetched", "stored", "rendered"]);
        pipeline.FetchedFiles().ShouldBe(FilesOf("a picture"));
        pipeline.FetchedFiles(".tmp").ShouldBeEmpty();
    }

    [Fact]
    public async Task TwoAddressesWithTheSameContent_ShareOneFile()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.Fetcher.Put(Url, "a picture");
        pipeline.Fetcher.Put(Other, "a picture");

        await Task.WhenAll(pipeline.LookAtAsync(Url), pipeline.LookAtAsync(Other));
        await pipeline.WaitForAssetAsync(Url, ItemState.Live);
        await pipeline.WaitForAssetAsync(Other, ItemState.Live);

        pipeline.FetchedFiles().ShouldBe(FilesOf("a picture"));
        (await LocateAsync(pipeline, Url)).AbsolutePath.ShouldBe((await LocateAsync(pipeline, Other)).AbsolutePath);
    }

    [Theory]
    [InlineData("notFound")]
    [InlineData("tooLarge")]
    [InlineData("addressRefused")]
    public async Task AnAddressThatIsRefused_FailsAtOnceWithItsCode_AndItsTitleStaysLive(string code)
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.Fetcher.Answer(Url, new FetchResult.Refused(new Fault(code, $"Nothing is fetched from {Url}.")));
        await pipeline.ImportCoversAsync(Url);

        var job = await pipeline.FetchCoversAsync();

        (job.State, job.Progress.Failed).ShouldBe((JobState.CompletedWithErrors, 1));
        var failed = (await pipeline.AssetAsync(Url)).ShouldNotBeNull();
        (failed.State, failed.Tries, failed.LastError!.Code, failed.LastError.Stage).ShouldBe((ItemState.Failed, 1, code, "fetched"));
        (await pipeline.TitlesAsync()).ShouldHaveSingleItem().State.ShouldBe(ItemState.Live);
        (pipeline.Fetcher.Requests, pipeline.FetchedFiles().Count, pipeline.FetchedFiles(".tmp").Count).ShouldBe((1, 0, 0));
        (await pipeline.FetchCoversAsync()).Progress.ShouldSatisfyAllConditions(
            progress => progress.Total.ShouldBe(0), progress => progress.Unchanged.ShouldBe(1));
        pipeline.Fetcher.Requests.ShouldBe(1, "the failure is remembered");
    }

    [Fact]
    public async Task AFileThatIsNoPicture_FailsWithItsAddress_AndLeavesNothing()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.Fetcher.Put(Url, "<html>");
        pipeline.Engine.Refuse(AssetRuns.FileNameOf(Url, 1), new Fault("notAPicture", "It is HTML."));

        await pipeline.LookAtAsync(Url);
        var failed = await pipeline.WaitForAssetAsync(Url, ItemState.Failed);

        (failed.Stage, failed.LastError!.Code, failed.LastError.Stage).ShouldBe(("fetched", "notAPicture", "stored"));
        failed.DueAt.ShouldNotBeNull("what is there may be another file later");
        (pipeline.FetchedFiles().Count, pipeline.FetchedFiles(".tmp").Count).ShouldBe((0, 0));

        pipeline.Fetcher.Put(Url, "a picture");
        await RetryAsync(pipeline, Url);
        await pipeline.WaitForAssetAsync(Url, ItemState.Live);
        pipeline.Fetcher.Requests.ShouldBe(2, "it was fetched again");
    }

    [Fact]
    public async Task ABrokenPicture_KeepsItsFile_AndIsRenderedAgainWithoutADownload()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.Fetcher.Put(Url, "a picture");
        pipeline.Engine.Answer(AssetRuns.FileNameOf(Url, 1), () => new RenderResult.Rejected(new Fault("truncated", "It ends in the middle.")));

        await pipeline.LookAtAsync(Url);
        var failed = await pipeline.WaitForAssetAsync(Url, ItemState.Failed);

        (failed.Stage, failed.LastError!.Code, failed.LastError.Stage, failed.DueAt).ShouldBe(("stored", "truncated", "rendered", null));
        pipeline.FetchedFiles().ShouldHaveSingleItem().ShouldBe(FilesOf("a picture")[0]);
        await RetryAsync(pipeline, Url);
        await pipeline.WaitForAssetAsync(Url, ItemState.Live);
        pipeline.Fetcher.Requests.ShouldBe(1);
        pipeline.FetchedFiles().ShouldBe(FilesOf("a picture"));
    }

    [Fact]
    public async Task AnAddressThatDoesNotAnswer_IsTriedFourTimes_AndOnceMoreWhenThatHasExpired()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var pipeline = await PipelineUnderTest.StartAsync(clock);
        pipeline.Fetcher.Answer(Url, new FetchResult.Unavailable(new Fault("unavailable", $"{Url} does not answer."), null));

        await pipeline.LookAtAsync(Url);
        var failed = await WaitAsync(pipeline, clock, asset => asset.State == ItemState.Failed);

        (failed.Tries, failed.LastError!.Code, pipeline.Fetcher.Requests).ShouldBe((4, "unavailable", 4));
        failed.DueAt.ShouldNotBeNull().ShouldBe(clock.GetUtcNow() + TimeSpan.FromDays(7), TimeSpan.FromMinutes(1));
        (await pipeline.Reader<IItemReader>().ListDeadLettersAsync(new PageRequest(1, 10), default)).Items.ShouldHaveSingleItem().Id.ShouldBe(failed.Id);

        clock.Advance(TimeSpan.FromDays(7));
        var again = await WaitAsync(pipeline, clock, asset => asset.State == ItemState.Failed && asset.DueAt > failed.DueAt);
        (again.Tries, pipeline.Fetcher.Requests).ShouldBe((4, 5));

        pipeline.Fetcher.Put(Url, "a picture");
        clock.Advance(TimeSpan.FromDays(8));
        (await WaitAsync(pipeline, clock, asset => asset.State == ItemState.Live)).LastError.ShouldBeNull();
        pipeline.Fetcher.Requests.ShouldBe(6);
    }

    [Fact]
    public async Task AServerThatNamesATime_IsAskedNoSooner()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var pipeline = await PipelineUnderTest.StartAsync(clock);
        var retryAt = clock.GetUtcNow() + TimeSpan.FromHours(3);
        pipeline.Fetcher.Answer(Url, new FetchResult.Unavailable(new Fault("busy", "429."), retryAt));
        pipeline.Fetcher.Answer(Other, new FetchResult.Unavailable(new Fault("busy", "429."), clock.GetUtcNow() + TimeSpan.FromDays(900)));

        await pipeline.LookAtAsync(Url);
        await pipeline.LookAtAsync(Other);
        (await pipeline.WaitForAssetAsync(Url, ItemState.Waiting)).DueAt!.Value.ShouldBe(retryAt, TimeSpan.FromMilliseconds(1));
        (await pipeline.WaitForAssetAsync(Other, ItemState.Waiting)).DueAt!.Value.ShouldBe(clock.GetUtcNow() + TimeSpan.FromDays(7), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task ARestartWhileItIsFetched_FetchesItAgain_AndLeavesNothingBehind()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.Fetcher.Put(Url, "a picture");
        pipeline.Fetcher.Hold();
        await pipeline.LookAtAsync(Url);
        await pipeline.WaitAsync(() => Task.FromResult(pipeline.Fetcher.Requests), requests => requests == 1);

        await pipeline.RestartAsync(pipeline.Fetcher.LetGo);
        await pipeline.WaitForAssetAsync(Url, ItemState.Live);

        pipeline.FetchedFiles().ShouldBe(FilesOf("a picture"));
        pipeline.FetchedFiles(".tmp").ShouldBeEmpty();
    }

    /// <summary>What a process leaves that is killed after it has renamed the file, and before the document says so.</summary>
    [Fact]
    public async Task AKillBetweenFileAndDocument_LeavesNothingHalf()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.Fetcher.Put(Url, "a picture");
        var folder = Path.Join(pipeline.Directory["cache"], "fetched");
        await WriteAsync(Path.Join(folder, FilesOf("a picture")[0]));
        await WriteAsync(Path.Join(folder, ".tmp", new string('a', 32), ".lock"));
        await WriteAsync(Path.Join(folder, ".tmp", new string('a', 32), AssetRuns.FileNameOf(Url, 1)));

        await pipeline.LookAtAsync(Url);
        await pipeline.WaitForAssetAsync(Url, ItemState.Live);

        pipeline.FetchedFiles().ShouldBe(FilesOf("a picture"));
        (await File.ReadAllTextAsync(Path.Join(folder, FilesOf("a picture")[0]))).ShouldBe("a picture");
        pipeline.FetchedFiles(".tmp").ShouldBeEmpty();
    }

    [Fact]
    public async Task AFileThatHasVanished_IsFetchedAgainWhenSomebodyLooksAtIt()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.Fetcher.Put(Url, "a picture");
        await pipeline.LookAtAsync(Url);
        await pipeline.WaitForAssetAsync(Url, ItemState.Live);
        (await pipeline.LookAtAsync(Url)).ShouldBeFalse();
        File.Delete((await LocateAsync(pipeline, Url)).AbsolutePath!);

        (await pipeline.LookAtAsync(Url)).ShouldBeTrue();
        await pipeline.WaitForAssetAsync(Url, ItemState.Live);

        pipeline.FetchedFiles().ShouldBe(FilesOf("a picture"));
        pipeline.Fetcher.Requests.ShouldBe(2);
    }

    [Fact]
    public async Task OtherRenditionOptions_AreAppliedWhenSomebodyLooksAtIt_WithoutADownload()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.Fetcher.Put(Url, "a picture");
        await pipeline.LookAtAsync(Url);
        await pipeline.WaitForAssetAsync(Url, ItemState.Live);

        await pipeline.RestartAsync(("Renditions:ThumbnailWidth", "200"));
        await pipeline.LookAtAsync(Url);
        await pipeline.WaitAsync(() => LocateAsync(pipeline, Url), location => location.AbsolutePath!.EndsWith("_200x300.jpg", StringComparison.Ordinal));

        pipeline.Fetcher.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task ItsItemsAreListedCountedRetriedAndSkippedLikeAllOthers()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        await pipeline.ImportCoversAsync(Url, Other);
        await pipeline.FetchCoversAsync();
        var items = pipeline.Reader<IItemReader>();

        (await items.ListAsync(new ItemFilter("asset", ItemState.Failed, Code: "notFound"), new PageRequest(1, 10), default)).Total.ShouldBe(2);
        (await items.ListDeadLettersAsync(new PageRequest(1, 10), default)).Total.ShouldBe(2);
        (await items.CountStagesAsync(default)).Single(count => count is { Kind: "asset", Stage: "requested" }).Stuck.ShouldBe(2);

        pipeline.Fetcher.Put(Url, "a picture");
        var retry = JobId.Create(TimeProvider.System.GetUtcNow());
        await pipeline.Job(retry).Start(new StartJobRequest(null, 5, new RetryItemsPayload(new ItemFilter("asset", ItemState.Failed))));
        var retried = await pipeline.WaitForEndAsync(retry);
        (retried.Progress.ByStage["live"], retried.Progress.Failed).ShouldBe((1, 1));

        await pipeline.Grains.GetGrain<IAssetGrain>(AssetId.Of(Other).Value).Skip("not wanted", null);
        (await pipeline.AssetAsync(Other))!.SkippedReason.ShouldBe("not wanted");
        (await items.ListDeadLettersAsync(new PageRequest(1, 10), default)).Total.ShouldBe(0);
    }

    private static IReadOnlyList<string> FilesOf(string content)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
        var stem = $"images/{hash[..2]}/{hash}";
        return [$"{stem}.png", $"{stem}_1920x1080.jpg", $"{stem}_300x300.jpg"];
    }

    private static async Task<IEnumerable<string>> HistoryAsync(PipelineUnderTest pipeline, string url) =>
        (await pipeline.Reader<IItemReader>().GetHistoryAsync(AssetId.Of(url).Value, default))!.Select(step => step.Stage);

    private static async Task<RenditionLocation> LocateAsync(PipelineUnderTest pipeline, string url) =>
        (await pipeline.Reader<IAssetReader>().LocateAsync(AssetId.Of(url), RenditionKind.Thumbnail, default))!;

    private static async Task RetryAsync(PipelineUnderTest pipeline, string url) =>
        (await pipeline.Grains.GetGrain<IAssetGrain>(AssetId.Of(url).Value).Retry(null)).Code.ShouldBeNull();

    private static async Task WriteAsync(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, "");
    }

    // The clock goes on, so that retries come due.
    private static Task<ItemView> WaitAsync(PipelineUnderTest pipeline, FakeTimeProvider clock, Func<ItemView, bool> wanted) => pipeline.WaitForAssetAsync(
        Url,
        asset =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(200));
            return wanted(asset);
        });
}

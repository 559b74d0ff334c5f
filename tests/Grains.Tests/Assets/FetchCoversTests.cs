using MediaPipeline.Contracts.Assets;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Tests.Running;

namespace MediaPipeline.Grains.Tests.Assets;

/// <summary>Covers are fetched a few at a time, and what is there, or has failed, is left alone.</summary>
public sealed class FetchCoversTests
{
    [Fact]
    public async Task Fetch_BeginsAFewAtATime_AndAllInTheEnd()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync(null, ("Assets:MaxOutstanding", "4"), ("Assets:AtOncePerHost", "3"));
        var urls = UrlsOf(30);
        await pipeline.ImportCoversAsync(urls);
        PutAll(pipeline, urls);
        pipeline.Fetcher.Hold();

        var job = await pipeline.StartFetchCoversAsync();
        await pipeline.WaitAsync(() => Task.FromResult(pipeline.Fetcher.Requests), requests => requests == 3);
        (await CountAsync(pipeline)).ShouldBe(4);

        pipeline.Fetcher.LetGo();
        var ended = await pipeline.WaitForEndAsync(job);
        (ended.State, ended.Priority, ended.Progress.Total, ended.Progress.ByStage["live"]).ShouldBe((JobState.Completed, 9, 30, 30));
        pipeline.Fetcher.Requests.ShouldBe(30);
    }

    [Fact]
    public async Task Fetch_Again_BeginsNothing()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        await pipeline.ImportCoversAsync(UrlsOf(5));
        PutAll(pipeline, UrlsOf(4));

        (await pipeline.FetchCoversAsync()).Progress.Failed.ShouldBe(1);
        var again = await pipeline.FetchCoversAsync();

        (again.State, again.Progress.Total, again.Progress.Unchanged).ShouldBe((JobState.Completed, 0, 5));
        pipeline.Fetcher.Requests.ShouldBe(5);
    }

    [Fact]
    public async Task Fetch_Cancelled_LeavesTheRestToWhoLooksAtIt()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        var urls = UrlsOf(3);
        await pipeline.ImportCoversAsync(urls);
        PutAll(pipeline, urls);
        pipeline.Fetcher.Hold();
        var job = await pipeline.StartFetchCoversAsync();
        await pipeline.WaitAsync(() => CountAsync(pipeline), count => count == 3);

        await pipeline.Job(job).Cancel();
        (await pipeline.WaitForEndAsync(job)).State.ShouldBe(JobState.Cancelled);
        pipeline.Fetcher.LetGo();
        (await pipeline.AssetAsync(urls[0]))!.ShouldSatisfyAllConditions(
            asset => asset.State.ShouldBe(ItemState.Pending), asset => asset.JobId.ShouldBeNull());

        await pipeline.LookAtAsync(urls[0]);
        await pipeline.WaitForAssetAsync(urls[0], ItemState.Live);
        (await pipeline.FetchCoversAsync()).Progress.ShouldSatisfyAllConditions(
            progress => progress.Total.ShouldBe(2), progress => progress.Unchanged.ShouldBe(1));
    }

    private static async Task<long> CountAsync(PipelineUnderTest pipeline) =>
        (await pipeline.Reader<IItemReader>().ListAsync(new ItemFilter("asset"), new PageRequest(1, 1), default)).Total;

    private static void PutAll(PipelineUnderTest pipeline, IEnumerable<string> urls)
    {
        foreach (var url in urls)
        {
            pipeline.Fetcher.Put(url, $"picture at {url}");
        }
    }

    private static IReadOnlyList<string> UrlsOf(int count) => [.. Enumerable.Range(0, count).Select(number => $"https://covers.test/{number}.jpg")];
}

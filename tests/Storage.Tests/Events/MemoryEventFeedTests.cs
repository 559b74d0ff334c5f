using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Storage.Events;
using MediaPipeline.TestKit.Time;

namespace MediaPipeline.Storage.Tests.Events;

public sealed class MemoryEventFeedTests
{
    private readonly MemoryEventFeed _feed = new(new ManualTimeProvider());

    [Fact]
    public async Task ReadAsync_FromNowOn_GivesWhatComesAfterTheCall()
    {
        Publish(3);
        var reading = _feed.ReadAsync(null, CancellationToken.None);
        Publish(2, from: 3);

        (await TakeAsync(reading, 2)).Select(e => e.Event.Json).ShouldBe(["3", "4"]);
    }

    [Fact]
    public async Task ReadAsync_AfterAnId_GivesWhatWasMissed()
    {
        var reading = _feed.ReadAsync(null, CancellationToken.None);
        Publish(5);
        var events = await TakeAsync(reading, 5);

        (await TakeAsync(_feed.ReadAsync(events[1].Id, CancellationToken.None), 3)).ShouldBe(events.Skip(2));
        events.Select(e => e.Id.Split('-')[1]).ShouldBe(["1", "2", "3", "4", "5"]);
    }

    [Theory]
    [InlineData("0-1")]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData("-")]
    public async Task ReadAsync_AnIdItNeverHad_BeginsWithReset(string id)
    {
        Publish(2);
        var reading = _feed.ReadAsync(id, CancellationToken.None);
        Publish(1, from: 2);

        (await TakeAsync(reading, 2)).Select(e => e.Event.Name).ShouldBe([FeedEvents.Reset, FeedEvents.ItemStage]);
    }

    [Fact]
    public async Task ReadAsync_AnIdOfTheFuture_BeginsWithReset()
    {
        Publish(1);
        var known = await TakeAsync(_feed.ReadAsync("x", CancellationToken.None), 1);
        var epoch = known[0].Id.Split('-')[0];

        (await TakeAsync(_feed.ReadAsync($"{epoch}-99", CancellationToken.None), 1))[0].Event.Name.ShouldBe(FeedEvents.Reset);
    }

    [Fact]
    public async Task ReadAsync_AnIdThatLeftTheRing_BeginsWithReset_TheLastThatDidNotIsServed()
    {
        Publish(MemoryEventFeed.Capacity + 1);
        var epoch = (await TakeAsync(_feed.ReadAsync("x", CancellationToken.None), 1))[0].Id.Split('-')[0];

        (await TakeAsync(_feed.ReadAsync($"{epoch}-0", CancellationToken.None), 1))[0].Event.Name.ShouldBe(FeedEvents.Reset);
        (await TakeAsync(_feed.ReadAsync($"{epoch}-1", CancellationToken.None), MemoryEventFeed.Capacity))[0].Event.Json.ShouldBe("1");
    }

    [Fact]
    public async Task ReadAsync_TooSlow_IsReset()
    {
        await using var reading = _feed.ReadAsync(null, CancellationToken.None).GetAsyncEnumerator();
        Publish(1);
        await reading.MoveNextAsync();
        Publish(MemoryEventFeed.Capacity + 1);

        await reading.MoveNextAsync();

        reading.Current.Event.Name.ShouldBe(FeedEvents.Reset);
    }

    [Fact]
    public async Task ReadAsync_Cancelled_Ends()
    {
        using var stop = new CancellationTokenSource();
        await using var reading = _feed.ReadAsync(null, stop.Token).GetAsyncEnumerator();
        var next = reading.MoveNextAsync().AsTask();

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => next);
    }

    private void Publish(int count, int from = 0)
    {
        foreach (var number in Enumerable.Range(from, count))
        {
            _feed.Publish(new FeedEvent(FeedEvents.ItemStage, null, null, $"{number}"));
        }
    }

    private static async Task<List<PublishedEvent>> TakeAsync(IAsyncEnumerable<PublishedEvent> reading, int count) => await reading.Take(count).ToListAsync();
}

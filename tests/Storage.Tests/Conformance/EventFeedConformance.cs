using MediaPipeline.Contracts.Events;
using MediaPipeline.Storage.Events;
using MediaPipeline.Storage.Tests.Support;

namespace MediaPipeline.Storage.Tests.Conformance;

public abstract class EventFeedConformance : IAsyncLifetime
{
    private IFeedUnderTest _tested = null!;

    public Task InitializeAsync()
    {
        _tested = Create();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _tested.DisposeAsync();

    [StoreFact]
    public async Task ReadAsync_FromNowOn_GivesWhatComesAfterTheCall()
    {
        await _tested.PublishAsync(3);
        var reading = _tested.Feed.ReadAsync(null, CancellationToken.None);
        _tested.Publish(2, from: 3);

        (await IFeedUnderTest.TakeAsync(reading, 2)).Select(e => e.Event.Json).ShouldBe(["3", "4"]);
    }

    [StoreFact]
    public async Task ReadAsync_AfterAnId_GivesWhatWasMissed()
    {
        var events = await _tested.PublishAsync(5);

        (await _tested.ReadAsync(events[1].Id, 3)).ShouldBe(events.Skip(2));
        events.Select(e => e.Id.Split('-')[1]).ShouldBe(["1", "2", "3", "4", "5"]);
    }

    [StoreFact]
    public async Task ReadAsync_GivesEventsAsTheyWerePublished()
    {
        FeedEvent[] events =
        [
            new(FeedEvents.JobCreated, Some.ScanJob, null, "{\"name\":\"Ünïcode 🖼 \\u0000 \\n '\"}"),
            new(FeedEvents.ItemFailed, Some.ScanJob, "img_1", "{}"),
            new(FeedEvents.ItemStage, null, "img_2", $"\"{new string('x', 20_000)}\""),
        ];
        var reading = _tested.Feed.ReadAsync(null, CancellationToken.None);

        Array.ForEach(events, _tested.Sink.Publish);

        (await IFeedUnderTest.TakeAsync(reading, events.Length)).Select(e => e.Event).ShouldBe(events);
    }

    [StoreTheory]
    [InlineData("0-1")]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData("-")]
    public async Task ReadAsync_AnIdItNeverHad_BeginsWithReset(string id)
    {
        await _tested.PublishAsync(2);
        var reading = _tested.Feed.ReadAsync(id, CancellationToken.None);
        _tested.Publish(1, from: 2);

        (await IFeedUnderTest.TakeAsync(reading, 2)).Select(e => e.Event.Name).ShouldBe([FeedEvents.Reset, FeedEvents.ItemStage]);
    }

    [StoreFact]
    public async Task ReadAsync_AnIdOfTheFuture_BeginsWithReset()
    {
        var epoch = (await _tested.PublishAsync(1))[0].Id.Split('-')[0];

        (await _tested.ReadAsync($"{epoch}-99", 1))[0].Event.Name.ShouldBe(FeedEvents.Reset);
    }

    [StoreFact]
    public async Task ReadAsync_AnIdThatLeftTheFeed_BeginsWithReset_TheLastThatDidNotIsServed()
    {
        var epoch = (await _tested.PublishAsync(EventRing.Capacity + 1))[0].Id.Split('-')[0];

        (await _tested.ReadAsync($"{epoch}-0", 1))[0].Event.Name.ShouldBe(FeedEvents.Reset);
        (await _tested.ReadAsync($"{epoch}-1", EventRing.Capacity))[0].Event.Json.ShouldBe("1");
    }

    [StoreFact]
    public async Task ReadAsync_TooSlow_IsReset()
    {
        await using var reading = _tested.Feed.ReadAsync(null, CancellationToken.None).GetAsyncEnumerator();
        await _tested.PublishAsync(1);
        await reading.MoveNextAsync();
        await _tested.PublishAsync(EventRing.Capacity + 1);

        await reading.MoveNextAsync();

        reading.Current.Event.Name.ShouldBe(FeedEvents.Reset);
    }

    [StoreFact]
    public async Task ReadAsync_Cancelled_Ends()
    {
        using var stop = new CancellationTokenSource();
        await using var reading = _tested.Feed.ReadAsync(null, stop.Token).GetAsyncEnumerator();
        var next = reading.MoveNextAsync().AsTask();

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => next);
    }

    protected abstract IFeedUnderTest Create();
}

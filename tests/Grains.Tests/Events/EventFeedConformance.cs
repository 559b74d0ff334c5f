using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Events;

namespace MediaPipeline.Grains.Tests.Events;

public abstract class EventFeedConformance : IAsyncLifetime
{
    private static readonly JobId Job = JobId.Create(DateTimeOffset.UnixEpoch);

    private IFeedUnderTest _tested = null!;

    public async Task InitializeAsync() => _tested = await CreateAsync();

    public async Task DisposeAsync() => await _tested.DisposeAsync();

    [Fact]
    public async Task ReadAsync_FromNowOn_GivesWhatComesAfterTheCall()
    {
        await _tested.PublishAsync(3);
        var reading = _tested.Feed.ReadAsync(null, CancellationToken.None);
        _tested.Publish(2, from: 3);

        (await IFeedUnderTest.TakeAsync(reading, 2)).Select(e => e.Event.Json).ShouldBe(["3", "4"]);
    }

    [Fact]
    public async Task ReadAsync_AfterAnId_GivesWhatWasMissed()
    {
        var events = await _tested.PublishAsync(5);

        (await _tested.ReadAsync(events[1].Id, 3)).ShouldBe(events.Skip(2));
        events.Select(e => e.Id.Split('-')[1]).ShouldBe(["1", "2", "3", "4", "5"]);
    }

    [Fact]
    public async Task ReadAsync_GivesEventsAsTheyWerePublished()
    {
        FeedEvent[] events =
        [
            new(FeedEvents.JobCreated, Job, null, "{\"name\":\"Ünïcode 🖼 \\u0000 \\n '\"}"),
            new(FeedEvents.ItemFailed, Job, "img_1", "{}"),
            new(FeedEvents.ItemStage, null, "img_2", $"\"{new string('x', 20_000)}\""),
        ];
        var reading = _tested.Feed.ReadAsync(null, CancellationToken.None);

        Array.ForEach(events, _tested.Sink.Publish);

        (await IFeedUnderTest.TakeAsync(reading, events.Length)).Select(e => e.Event).ShouldBe(events);
    }

    [Theory]
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

    [Fact]
    public async Task ReadAsync_AnIdOfTheFuture_BeginsWithReset()
    {
        var epoch = (await _tested.PublishAsync(1))[0].Id.Split('-')[0];

        (await _tested.ReadAsync($"{epoch}-99", 1))[0].Event.Name.ShouldBe(FeedEvents.Reset);
    }

    [Fact]
    public async Task ReadAsync_AnIdThatLeftTheFeed_BeginsWithReset_TheLastThatDidNotIsServed()
    {
        var epoch = (await _tested.PublishAsync(EventRing.Capacity + 1))[0].Id.Split('-')[0];

        (await _tested.ReadAsync($"{epoch}-0", 1))[0].Event.Name.ShouldBe(FeedEvents.Reset);
        (await _tested.ReadAsync($"{epoch}-1", EventRing.Capacity))[0].Event.Json.ShouldBe("1");
    }

    [Fact]
    public async Task ReadAsync_TooSlow_IsReset()
    {
        await using var reading = _tested.Feed.ReadAsync(null, CancellationToken.None).GetAsyncEnumerator();
        await _tested.PublishAsync(1);
        await reading.MoveNextAsync();
        await _tested.PublishAsync(EventRing.Capacity + 1);

        await reading.MoveNextAsync();

        reading.Current.Event.Name.ShouldBe(FeedEvents.Reset);
    }

    [Fact]
    public async Task ReadAsync_Cancelled_Ends()
    {
        using var stop = new CancellationTokenSource();
        await using var reading = _tested.Feed.ReadAsync(null, stop.Token).GetAsyncEnumerator();
        var next = reading.MoveNextAsync().AsTask();

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => next);
    }

    private protected abstract Task<IFeedUnderTest> CreateAsync();
}

using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Events;

namespace MediaPipeline.Grains.Tests.Events;

public sealed class EventRingTests
{
    private readonly EventRing _ring = new("a");

    [Fact]
    public async Task Load_WhatCameSince_IsReadOn()
    {
        _ring.Load(Page("a", 1, 2));
        var reading = Read("a-1");

        _ring.Load(Page("a", 3));

        (await TakeAsync(reading, 2)).ShouldBe(["a-2 2", "a-3 3"]);
    }

    [Fact]
    public async Task Load_WhatIsThereInPart_IsReadOnce()
    {
        var reading = Read(null);
        _ring.Load(Page("a", 1, 2, 3));

        _ring.Load(Page("a", 2, 3, 4));
        _ring.Load(Page("a", 1, 2));

        _ring.Latest.ShouldBe(new EventPosition("a", 4));
        (await TakeAsync(reading, 4)).ShouldBe(["a-1 1", "a-2 2", "a-3 3", "a-4 4"]);
    }

    [Fact]
    public async Task Load_AfterAGap_ReadersBeforeItAreReset()
    {
        _ring.Load(Page("a", 1));
        var reading = Read(null);

        _ring.Load(Page("a", 5, 6));

        (await TakeAsync(reading, 1)).ShouldBe(["a-6 {}"]);
        (await TakeAsync(Read("a-4"), 2)).ShouldBe(["a-5 5", "a-6 6"]);
        (await TakeAsync(Read("a-3"), 1)).ShouldBe(["a-6 {}"]);
    }

    [Fact]
    public async Task Load_AnotherEpoch_ResetsWhoHasReadAsFar()
    {
        _ring.Load(Page("a", 1, 2, 3));
        var reading = Read(null);

        _ring.Load(Page("b", 4));
        _ring.Load(Page("b", 5));

        (await TakeAsync(reading, 1)).ShouldBe(["b-5 {}"]);
        (await TakeAsync(Read("b-4"), 1)).ShouldBe(["b-5 5"]);
    }

    [Fact]
    public void PageAfter_APositionItHas_IsWhatCameSince()
    {
        _ring.Add(Event("1"), Event("2"), Event("3"));

        var page = _ring.PageAfter(new EventPosition("a", 2));

        page.Before.ShouldBe(new EventPosition("a", 2));
        page.Events.ShouldBe([Event("3")]);
    }

    [Theory]
    [InlineData("a", 0)]
    [InlineData("a", 5000)]
    [InlineData("b", 3)]
    public void PageAfter_APositionItDoesNotHave_IsAllThatThereIs(string epoch, long number)
    {
        _ring.Add([.. Enumerable.Range(1, EventRing.Capacity + 2).Select(n => Event($"{n}"))]);

        var page = _ring.PageAfter(new EventPosition(epoch, number));

        page.Before.ShouldBe(new EventPosition("a", 2));
        page.Events.Count.ShouldBe(EventRing.Capacity);
    }

    [Fact]
    public void PageAfter_MoreThanAMessageMayHave_IsAPart()
    {
        var half = Event(new string('x', EventPage.MaxPayload / 2));
        _ring.Add(half, half, half);

        _ring.PageAfter(new EventPosition("a", 0)).Events.Count.ShouldBe(2);
        _ring.PageAfter(new EventPosition("a", 2)).Events.Count.ShouldBe(1);
    }

    [Fact]
    public void WhenNotAt_EndsWithTheNextEvent()
    {
        _ring.WhenNotAt(new EventPosition("b", 0)).IsCompleted.ShouldBeTrue();
        var waiting = _ring.WhenNotAt(new EventPosition("a", 0));
        waiting.IsCompleted.ShouldBeFalse();

        _ring.Add(Event("1"));

        waiting.IsCompleted.ShouldBeTrue();
    }

    private IAsyncEnumerable<PublishedEvent> Read(string? lastEventId) => _ring.ReadAsync(lastEventId, () => Task.CompletedTask, default);

    private static EventPage Page(string epoch, params long[] numbers) =>
        new(new EventPosition(epoch, numbers[0] - 1), [.. numbers.Select(number => Event($"{number}"))]);

    private static FeedEvent Event(string json) => new(FeedEvents.ItemStage, null, null, json);

    private static async Task<List<string>> TakeAsync(IAsyncEnumerable<PublishedEvent> reading, int count) =>
        await reading.Take(count).Select(e => $"{e.Id} {e.Event.Json}").ToListAsync();
}

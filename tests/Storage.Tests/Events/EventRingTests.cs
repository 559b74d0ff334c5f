using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Storage.Events;

namespace MediaPipeline.Storage.Tests.Events;

public sealed class EventRingTests
{
    private readonly EventRing _ring = new("a");

    [Fact]
    public async Task Load_WhatCameSince_IsReadOn()
    {
        _ring.Load(Page("a", 1, 2));
        var reading = _ring.ReadAsync("a-1", default);

        _ring.Load(Page("a", 3));

        (await TakeAsync(reading, 2)).ShouldBe(["a-2 2", "a-3 3"]);
    }

    [Fact]
    public async Task Load_AfterAGap_ReadersBeforeItAreReset()
    {
        _ring.Load(Page("a", 1));
        var reading = _ring.ReadAsync(null, default);

        _ring.Load(Page("a", 5, 6));

        (await TakeAsync(reading, 1)).ShouldBe(["a-6 {}"]);
        (await TakeAsync(_ring.ReadAsync("a-4", default), 2)).ShouldBe(["a-5 5", "a-6 6"]);
        (await TakeAsync(_ring.ReadAsync("a-3", default), 1)).ShouldBe(["a-6 {}"]);
    }

    [Fact]
    public async Task Load_AnotherEpoch_ResetsWhoHasReadAsFar()
    {
        _ring.Load(Page("a", 1, 2, 3));
        var reading = _ring.ReadAsync(null, default);

        _ring.Load(Page("b", 4));
        _ring.Load(Page("b", 5));

        (await TakeAsync(reading, 1)).ShouldBe(["b-5 {}"]);
        (await TakeAsync(_ring.ReadAsync("b-4", default), 1)).ShouldBe(["b-5 5"]);
    }

    [Fact]
    public async Task Load_FewerThanBefore_ResetsReaders()
    {
        _ring.Load(Page("a", 1, 2, 3));
        var reading = _ring.ReadAsync(null, default);

        _ring.Load(new EventPage(new EventPlace("a", 2), []));

        (await TakeAsync(reading, 1)).ShouldBe(["a-2 {}"]);
    }

    private static EventPage Page(string epoch, params long[] numbers) =>
        new(new EventPlace(epoch, numbers[^1]), [.. numbers.Select(number => (number, new FeedEvent(FeedEvents.ItemStage, null, null, $"{number}")))]);

    private static async Task<List<string>> TakeAsync(IAsyncEnumerable<PublishedEvent> reading, int count) =>
        await reading.Take(count).Select(e => $"{e.Id} {e.Event.Json}").ToListAsync();
}

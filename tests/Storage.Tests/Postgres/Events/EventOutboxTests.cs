using MediaPipeline.Contracts.Events;
using MediaPipeline.Storage.Events;
using MediaPipeline.Storage.Postgres.Events;

namespace MediaPipeline.Storage.Tests.Postgres.Events;

public sealed class EventOutboxTests
{
    private readonly EventOutbox _outbox = new();

    [Fact]
    public async Task TakeAsync_Empty_WaitsForTheNext()
    {
        var taking = _outbox.TakeAsync();
        taking.IsCompleted.ShouldBeFalse();

        _outbox.Add(Event(1)).ShouldBe(0);

        (await taking).ShouldBe([Event(1)]);
        _outbox.TakeAsync().IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Add_NoRoom_WhatWaitsGivesWayToAReset()
    {
        Enumerable.Range(0, EventOutbox.Capacity).Select(number => _outbox.Add(Event(number))).ShouldAllBe(dropped => dropped == 0);

        _outbox.Add(Event(-1)).ShouldBe(EventOutbox.Capacity);

        (await _outbox.TakeAsync()).ShouldBe([EventRing.Reset, Event(-1)]);
    }

    [Fact]
    public async Task Close_GivesOutWhatIsThere_ThenNothing()
    {
        _outbox.Add(Event(1));
        _outbox.Close();

        (await _outbox.TakeAsync()).ShouldBe([Event(1)]);
        (await _outbox.TakeAsync()).ShouldBeEmpty();
    }

    private static FeedEvent Event(int number) => new(FeedEvents.ItemStage, null, null, $"{number}");
}

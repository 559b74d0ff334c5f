using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Ports.Events;
using MediaPipeline.Storage.Events;
using MediaPipeline.Storage.Postgres.Events;
using MediaPipeline.Storage.Tests.Conformance;
using MediaPipeline.Storage.Tests.Support;
using MediaPipeline.TestKit.Postgres;
using Npgsql;

namespace MediaPipeline.Storage.Tests.Postgres.Events;

[Collection(PostgresCollection.Name)]
public sealed class PostgresEventFeedTests(PostgresServer server) : EventFeedConformance
{
    protected override IFeedUnderTest Create() => Open(server.CreateDatabase());

    [PostgresFact]
    public async Task AddConfiguredStorage_Postgres_TheFeedIsInTheDatabase()
    {
        await using var host = PostgresHost.Create(server);

        host.Get<IEventFeed>().ShouldBeOfType<PostgresEventFeed>().ShouldBeSameAs(host.Get<IEventSink>());
    }

    [PostgresFact]
    public async Task TwoFeeds_EachSeesTheEventsOfBoth_InOneOrder()
    {
        const int Each = 400;
        var database = server.CreateDatabase();
        await using IFeedUnderTest one = Open(database), two = Open(database);
        IAsyncEnumerable<PublishedEvent>[] readings = [one.Feed.ReadAsync(null, default), two.Feed.ReadAsync(null, default)];

        await Task.WhenAll(Task.Run(() => PublishInPartsAsync(one, 0)), Task.Run(() => PublishInPartsAsync(two, Each)));

        var seen = await Task.WhenAll(readings.Select(reading => IFeedUnderTest.TakeAsync(reading, 2 * Each)));
        seen[0].ShouldBe(seen[1]);
        NumbersOf(seen[0]).ShouldBe(Enumerable.Range(1, 2 * Each));
        var payloads = Array.ConvertAll(seen[0], e => int.Parse(e.Event.Json));
        payloads.Where(payload => payload < Each).ShouldBe(Enumerable.Range(0, Each));
        payloads.Where(payload => payload >= Each).ShouldBe(Enumerable.Range(Each, Each));

        static async Task PublishInPartsAsync(IFeedUnderTest feed, int from)
        {
            for (var part = 0; part < Each; part += 40)
            {
                feed.Publish(40, from + part);
                await Task.Yield();
            }
        }
    }

    [PostgresFact]
    public async Task ReadAsync_AfterAnIdThatAnotherServerShowedFirst_IsNotReset()
    {
        var database = server.CreateDatabase();
        await using IFeedUnderTest one = Open(database), two = Open(database);
        var last = await one.PublishAsync(1);
        for (var round = 1; round < 40; round++)
        {
            var next = two.ReadAsync(last[0].Id, 1);
            one.Publish(1, round);
            last = await one.ReadAsync(last[0].Id, 1);

            (await next).ShouldBe(last);
            last[0].Event.Json.ShouldBe($"{round}");
        }
    }

    [PostgresFact]
    public async Task Stopped_ListenersGoOnWhenItIsBack_AndLoseNothing()
    {
        var database = server.CreateDatabase();
        await using IFeedUnderTest one = Open(database), two = Open(database);
        IAsyncEnumerable<PublishedEvent>[] readings = [one.Feed.ReadAsync(null, default), two.Feed.ReadAsync(null, default)];
        await one.PublishAsync(10);
        server.Stop();
        try
        {
            one.Publish(5, from: 10);
            two.Publish(5, from: 15);
        }
        finally
        {
            server.Start();
        }

        var seen = await Task.WhenAll(readings.Select(reading => IFeedUnderTest.TakeAsync(reading, 20)));

        seen[0].ShouldBe(seen[1]);
        seen[0].Select(e => int.Parse(e.Event.Json)).Order().ShouldBe(Enumerable.Range(0, 20));
        NumbersOf(seen[0]).ShouldBe(Enumerable.Range(1, 20));
    }

    [PostgresFact]
    public async Task Stopped_MoreThanCanWait_IsToldAsAReset()
    {
        await using IFeedUnderTest feed = Open(server.CreateDatabase());
        await using var reading = feed.Feed.ReadAsync(null, default).GetAsyncEnumerator();
        server.Stop();
        try
        {
            feed.Publish(3 * EventOutbox.Capacity);
        }
        finally
        {
            server.Start();
        }

        // A reset is followed by what comes after it, and what was stored before it may have been left behind: only a later event is sure to come.
        var seen = await ReadUntilAsync(reading, e => e.Event.Name == FeedEvents.Reset);
        feed.Publish(1, from: 3 * EventOutbox.Capacity);
        seen.AddRange(await ReadUntilAsync(reading, e => e.Event.Json == $"{3 * EventOutbox.Capacity}"));

        seen.Count.ShouldBeLessThan(3 * EventOutbox.Capacity);
    }

    [PostgresFact]
    public async Task Refused_IsToldAsAReset_AndLaterEventsAreStored()
    {
        await using IFeedUnderTest feed = Open(server.CreateDatabase());
        await using var reading = feed.Feed.ReadAsync(null, default).GetAsyncEnumerator();
        feed.Sink.Publish(new FeedEvent(FeedEvents.ItemFailed, null, null, "\0"));

        (await reading.MoveNextAsync().AsTask().WaitAsync(IFeedUnderTest.Limit)).ShouldBeTrue();
        reading.Current.Event.ShouldBe(EventRing.Reset);

        (await feed.PublishAsync(1, from: 7))[0].Event.Json.ShouldBe("7");
    }

    [PostgresFact]
    public async Task Restarted_GoesOnAfterAnIdOfBefore()
    {
        var database = server.CreateDatabase();
        var before = await PublishAndEndAsync(database, 5);

        await using IFeedUnderTest after = Open(database);

        (await after.ReadAsync(before[1].Id, 3)).ShouldBe(before[2..]);
        NumbersOf(await after.PublishAsync(1)).ShouldBe([6]);
    }

    [PostgresFact]
    public async Task Restarted_WhatWasPublishedAtTheEndIsStored()
    {
        var database = server.CreateDatabase();
        await using (IFeedUnderTest feed = Open(database))
        {
            feed.Publish(300);
        }

        (await PublishAndEndAsync(database, 1))[0].Id.ShouldEndWith("-301");
    }

    [PostgresFact]
    public async Task Restarted_AnIdOlderThanWhatIsKept_BeginsWithReset()
    {
        var database = server.CreateDatabase();
        var before = await PublishAndEndAsync(database, EventRing.Capacity + 10);

        await using IFeedUnderTest after = Open(database);

        (await after.ReadAsync(before[8].Id, 1))[0].Event.ShouldBe(EventRing.Reset);
        (await after.ReadAsync(before[9].Id, EventRing.Capacity)).ShouldBe(before[10..]);
        (await CountAsync(database)).ShouldBe(EventRing.Capacity);
    }

    [PostgresFact]
    public async Task Open_AnotherServerWasKilled_ListenersAreTold()
    {
        var database = server.CreateDatabase();
        await using IFeedUnderTest lives = Open(database);
        var reading = lives.Feed.ReadAsync(null, default);
        await RunAsync(database, "INSERT INTO event_writers (number) VALUES (77)");

        await using IFeedUnderTest starts = Open(database);

        (await IFeedUnderTest.TakeAsync(reading, 1))[0].Event.ShouldBe(EventRing.Reset);
    }

    private static IFeedUnderTest Open(string database) => new PostgresFeed(database);

    private static async Task<PublishedEvent[]> PublishAndEndAsync(string database, int count)
    {
        await using var feed = Open(database);
        return await feed.PublishAsync(count);
    }

    private static IEnumerable<int> NumbersOf(IEnumerable<PublishedEvent> events) => events.Select(e => int.Parse(e.Id.Split('-')[1]));

    private static async Task<long> CountAsync(string database) => (long)(await RunAsync(database, "SELECT count(*) FROM events"))!;

    private static async Task<object?> RunAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    private static async Task<List<PublishedEvent>> ReadUntilAsync(IAsyncEnumerator<PublishedEvent> reading, Func<PublishedEvent, bool> wanted)
    {
        List<PublishedEvent> seen = [];
        do
        {
            (await reading.MoveNextAsync().AsTask().WaitAsync(IFeedUnderTest.Limit)).ShouldBeTrue();
            seen.Add(reading.Current);
        }
        while (!wanted(reading.Current));

        return seen;
    }
}

using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Events;
using Microsoft.Extensions.Logging.Abstractions;

namespace MediaPipeline.Grains.Tests.Events;

public sealed class ClusterEventFeedTests : EventFeedConformance
{
    [Fact]
    public async Task TwoSilosAndAClient_EachSeesTheEventsOfBoth_InOneOrder()
    {
        const int Each = 400;
        await using var cluster = await FeedCluster.StartAsync(2);
        IFeedUnderTest[] feeds = [cluster.Silo(0), cluster.Silo(1), cluster.Client];
        var readings = Array.ConvertAll(feeds, feed => feed.Feed.ReadAsync(null, default));

        await Task.WhenAll(Task.Run(() => PublishInPartsAsync(feeds[0], 0)), Task.Run(() => PublishInPartsAsync(feeds[1], Each)));

        var seen = await Task.WhenAll(readings.Select(reading => IFeedUnderTest.TakeAsync(reading, 2 * Each)));
        seen[0].ShouldBe(seen[1]);
        seen[0].ShouldBe(seen[2]);
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

    [Fact]
    public async Task ReadAsync_AfterAnIdThatAnotherSiloShowedFirst_IsNotReset()
    {
        await using var cluster = await FeedCluster.StartAsync(2);
        var last = await cluster.Silo(0).PublishAsync(1);
        for (var round = 1; round < 40; round++)
        {
            var next = cluster.Silo(1).ReadAsync(last[0].Id, 1);
            cluster.Silo(0).Publish(1, round);
            last = await cluster.Silo(0).ReadAsync(last[0].Id, 1);

            (await next).ShouldBe(last);
            last[0].Event.Json.ShouldBe($"{round}");
        }
    }

    [Fact]
    public async Task Start_WhatCameBefore_IsThereForWhoGoesOn()
    {
        await using var cluster = await FeedCluster.StartAsync(1);
        var before = await cluster.Silo(0).PublishAsync(5);

        using var started = NewFeed(cluster);
        await started.StartAsync(default);

        (await IFeedUnderTest.TakeAsync(started.ReadAsync(before[1].Id, default), 3)).ShouldBe(before[2..]);
        await started.StopAsync(default);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TheSiloOfTheFeedEnds_ReadersAreResetAndReadOn(bool killed)
    {
        await using var cluster = await FeedCluster.StartAsync(2, feedLast: true);
        IFeedUnderTest[] others = [cluster.Silo(0), cluster.Client];
        var before = await cluster.Silo(0).PublishAsync(3);
        var readings = Array.ConvertAll(others, feed => feed.Feed.ReadAsync(null, default).GetAsyncEnumerator());

        await (killed ? cluster.KillAsync(1) : cluster.StopAsync(1));

        foreach (var reading in readings)
        {
            await ReadUntilAsync(reading, e => e.Event == EventRing.Reset && EpochOf(e) != EpochOf(before[0]));
        }

        foreach (var reading in readings)
        {
            // The feed may move once more: what was sent to its old place, or came with its new epoch, is a reset too.
            do
            {
                cluster.Silo(0).Publish(1, from: 7);
                await ReadUntilAsync(reading, e => e.Event.Json == "7" || e.Event == EventRing.Reset);
            }
            while (reading.Current.Event == EventRing.Reset);

            await reading.DisposeAsync();
        }
    }

    [Fact]
    public async Task AnotherSiloIsKilled_WhatItMayNotHaveSentIsAReset()
    {
        await using var cluster = await FeedCluster.StartAsync(2);
        var before = await cluster.Silo(0).PublishAsync(3);
        var reading = cluster.Client.Feed.ReadAsync(before[2].Id, default);

        await cluster.KillAsync(1);

        var reset = (await IFeedUnderTest.TakeAsync(reading, 1))[0];
        reset.Event.ShouldBe(EventRing.Reset);
        EpochOf(reset).ShouldBe(EpochOf(before[0]));
    }

    [Fact]
    public async Task Publish_MoreThanCanWait_IsAReset()
    {
        await using var cluster = await FeedCluster.StartAsync(1);
        await using var reading = cluster.Silo(0).Feed.ReadAsync(null, default).GetAsyncEnumerator();
        using var sender = NewFeed(cluster);
        for (var number = 0; number < 3 * EventRing.Capacity; number++)
        {
            sender.Publish(new FeedEvent(FeedEvents.ItemStage, null, null, $"{number}"));
        }

        await sender.StartAsync(default);

        (await ReadUntilAsync(reading, e => e.Event == EventRing.Reset)).ShouldHaveSingleItem();
        cluster.Silo(0).Publish(1, from: 3 * EventRing.Capacity);
        (await ReadUntilAsync(reading, e => e.Event.Json == $"{3 * EventRing.Capacity}")).Count.ShouldBeLessThan(EventRing.Capacity + 2);
        await sender.StopAsync(default);
    }

    [Fact]
    public async Task Publish_MoreThanAMessageMayHave_IsAReset()
    {
        await using var cluster = await FeedCluster.StartAsync(2, feedLast: true);
        var reading = cluster.Client.Feed.ReadAsync(null, default);

        cluster.Silo(0).Sink.Publish(new FeedEvent(FeedEvents.ItemFailed, null, null, new string('x', EventPage.MaxPayload + 1)));
        cluster.Silo(0).Publish(1, from: 7);

        (await IFeedUnderTest.TakeAsync(reading, 2)).Select(e => e.Event.Json).ShouldBe(["{}", "7"]);
    }

    [Fact]
    public async Task Publish_MuchAtOnce_ComesInSeveralMessages()
    {
        const int Events = 40;
        await using var cluster = await FeedCluster.StartAsync(2, feedLast: true);
        var reading = cluster.Client.Feed.ReadAsync(null, default);
        var large = new FeedEvent(FeedEvents.ItemFailed, null, null, new string('字', 200_000));

        for (var i = 0; i < Events; i++)
        {
            cluster.Silo(0).Sink.Publish(large);
        }

        (await IFeedUnderTest.TakeAsync(reading, Events)).ShouldAllBe(e => e.Event == large);
    }

    private protected override async Task<IFeedUnderTest> CreateAsync() => await FeedCluster.StartAsync(1);

    private static ClusterEventFeed NewFeed(FeedCluster cluster) => new(cluster.Grains, TimeProvider.System, NullLogger<ClusterEventFeed>.Instance);

    private static string EpochOf(PublishedEvent published) => published.Id.Split('-')[0];

    private static IEnumerable<int> NumbersOf(IEnumerable<PublishedEvent> events) => events.Select(e => int.Parse(e.Id.Split('-')[1]));

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

using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Ports.Events;
using MediaPipeline.Storage.Events;
using MediaPipeline.Storage.Tests.Conformance;
using MediaPipeline.Storage.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace MediaPipeline.Storage.Tests.Events;

public sealed class MemoryEventFeedTests : EventFeedConformance
{
    protected override IFeedUnderTest Create() => new MemoryFeed();

    [Fact]
    public async Task AddConfiguredStorage_Sqlite_TheFeedIsInMemory()
    {
        await using var host = new StorageHost();

        host.Get<IEventFeed>().ShouldBeOfType<MemoryEventFeed>().ShouldBeSameAs(host.Get<IEventSink>());
    }

    private sealed class MemoryFeed : IFeedUnderTest
    {
        private readonly MemoryEventFeed _feed = new(new FakeTimeProvider());

        public IEventFeed Feed => _feed;

        public IEventSink Sink => _feed;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

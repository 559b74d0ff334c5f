using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Events;
using MediaPipeline.Grains.Ports.Events;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace MediaPipeline.Grains.Tests.Events;

public sealed class MemoryEventFeedTests : EventFeedConformance
{
    [Fact]
    public async Task AddMemoryEventFeed_WhatIsPublishedIsRead()
    {
        await using var services = new ServiceCollection().AddMemoryEventFeed().BuildServiceProvider();

        services.GetRequiredService<IEventFeed>().ShouldBeSameAs(services.GetRequiredService<IEventSink>());
    }

    private protected override Task<IFeedUnderTest> CreateAsync() => Task.FromResult<IFeedUnderTest>(new MemoryFeed());

    private sealed class MemoryFeed : IFeedUnderTest
    {
        private readonly MemoryEventFeed _feed = new(new FakeTimeProvider());

        public IEventFeed Feed => _feed;

        public IEventSink Sink => _feed;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

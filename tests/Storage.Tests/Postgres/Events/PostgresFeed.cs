using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Ports.Events;
using MediaPipeline.Storage.Postgres;
using MediaPipeline.Storage.Postgres.Events;
using MediaPipeline.Storage.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace MediaPipeline.Storage.Tests.Postgres.Events;

/// <summary>The feed of one server, on the real clock: back-off and pauses are those of the product.</summary>
internal sealed class PostgresFeed : IFeedUnderTest
{
    private readonly StorageHost _host;
    private readonly PostgresEventFeed _feed;

    public PostgresFeed(string connectionString)
    {
        _host = PostgresHost.On(connectionString);
        _feed = PostgresEventFeed.Open(_host.Get<PostgresDatabase>(), TimeProvider.System, NullLogger<PostgresEventFeed>.Instance);
    }

    public IEventFeed Feed => _feed;

    public IEventSink Sink => _feed;

    public async ValueTask DisposeAsync()
    {
        await _feed.DisposeAsync();
        await _host.DisposeAsync();
    }
}

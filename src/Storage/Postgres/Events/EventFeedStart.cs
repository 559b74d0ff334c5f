using Microsoft.Extensions.Hosting;

namespace MediaPipeline.Storage.Postgres.Events;

/// <summary>Opens the feed with the host and not with the first event: nothing that other servers do from then on is missed.</summary>
internal sealed class EventFeedStart(PostgresEventFeed feed) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => feed.WhenListeningAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

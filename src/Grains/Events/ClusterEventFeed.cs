using System.Threading.Channels;
using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Ports.Events;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MediaPipeline.Grains.Events;

/// <summary>
/// The feed of a cluster in one of its processes: sends local events to the <see cref="IEventFeedGrain"/> in groups, keeps a copy of its events, and serves
/// readers from that copy.
/// </summary>
internal sealed partial class ClusterEventFeed : BackgroundService, IEventFeed, IEventSink
{
    // Between two calls of one kind: at most 20 a second, however many events there are. The first one after a pause is made at once.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(10);

    private readonly EventRing _ring = new("0");
    private readonly Channel<FeedEvent> _unsent;
    private readonly IGrainFactory _grains;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private int _lost;

    public ClusterEventFeed(IGrainFactory grains, TimeProvider clock, ILogger<ClusterEventFeed> logger)
    {
        (_grains, _clock, _logger) = (grains, clock, logger);
        var options = new BoundedChannelOptions(EventRing.Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true };
        _unsent = Channel.CreateBounded<FeedEvent>(options, _ => Interlocked.Increment(ref _lost));
    }

    // Not found before the silo has started, or the client is connected.
    private IEventFeedGrain Feed => _grains.GetGrain<IEventFeedGrain>(0);

    public void Publish(FeedEvent happened) => _unsent.Writer.TryWrite(happened.Json.Length > EventPage.MaxPayload ? EventRing.Reset : happened);

    public IAsyncEnumerable<PublishedEvent> ReadAsync(string? lastEventId, CancellationToken cancellationToken) =>
        _ring.ReadAsync(lastEventId, () => RefreshAsync(lastEventId!, cancellationToken), cancellationToken);

    // They end only when the host stops: a host whose start failed is disposed of without being stopped, and would treat a cancellation as a fault.
    protected override async Task ExecuteAsync(CancellationToken stoppingToken) =>
        await Task.WhenAll(RepeatAsync("written", SendAsync, stoppingToken), RepeatAsync("read", FollowAsync, stoppingToken))
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task SendAsync(CancellationToken stopping)
    {
        if (Volatile.Read(ref _lost) == 0)
        {
            await _unsent.Reader.WaitToReadAsync(stopping);
        }

        var events = TakeUnsent();
        try
        {
            await Feed.Append(events).WaitAsync(stopping);
        }
        catch
        {
            // They may have been added nevertheless: sending them again could duplicate them.
            Interlocked.Add(ref _lost, events.Count);
            throw;
        }
    }

    private List<FeedEvent> TakeUnsent()
    {
        List<FeedEvent> events = [];
        if (Interlocked.Exchange(ref _lost, 0) is var lost and > 0)
        {
            LogLost(lost);
            events.Add(EventRing.Reset);
        }

        for (var payload = 0; payload < EventPage.MaxPayload && _unsent.Reader.TryRead(out var happened); payload += happened.Json.Length)
        {
            events.Add(happened);
        }

        return events;
    }

    private async Task FollowAsync(CancellationToken stopping) => _ring.Load(await Feed.Read(_ring.Latest, Wait).WaitAsync(stopping));

    // A client may have got the id from another process before this one has the event.
    private async Task RefreshAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            _ring.Load(await Feed.Read(_ring.Latest, TimeSpan.Zero).WaitAsync(cancellationToken));
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotRefreshed(id, error);
        }
    }

    // Whatever fails, the feed must continue afterwards.
    private async Task RepeatAsync(string what, Func<CancellationToken, Task> call, CancellationToken stopping)
    {
        var failed = false;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await call(stopping);
                if (failed)
                {
                    LogReached(what);
                }

                failed = false;
            }
            catch (Exception error) when (!stopping.IsCancellationRequested)
            {
                if (!failed)
                {
                    LogUnreachable(what, error);
                }

                failed = true;
            }

            await Task.Delay(failed ? PauseAfterFailure : Pause, _clock, stopping);
        }
    }
}

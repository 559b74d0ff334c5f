using MediaPipeline.Contracts.Events;
using Microsoft.Extensions.Hosting;

namespace MediaPipeline.Grains.Events;

/// <inheritdoc cref="IEventFeedGrain"/>
internal sealed class EventFeedGrain(ISiloStatusOracle silos, IHostApplicationLifetime host, TimeProvider clock) : Grain, IEventFeedGrain, ISiloStatusListener
{
    private readonly EventRing _ring = new(EventPosition.NewEpoch(clock));

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        silos.SubscribeToSiloStatusEvents(this);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        silos.UnSubscribeFromSiloStatusEvents(this);
        return Task.CompletedTask;
    }

    public Task Append(IReadOnlyList<FeedEvent> events)
    {
        _ring.Add(events);
        return Task.CompletedTask;
    }

    public async Task<EventPage> Read(EventPosition after, TimeSpan wait)
    {
        // However the wait ends, return what there is: a stopping silo waits for calls to end.
        await _ring.WhenNotAt(after).WaitAsync(wait, clock, host.ApplicationStopping)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        return _ring.PageAfter(after);
    }

    /// <summary>Events that a silo had not sent when it ended are lost. Not called in a turn of the grain.</summary>
    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        if (status == SiloStatus.Dead)
        {
            _ring.Add(EventRing.Reset);
        }
    }
}

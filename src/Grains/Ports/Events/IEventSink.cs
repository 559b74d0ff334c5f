using MediaPipeline.Contracts.Events;

namespace MediaPipeline.Grains.Ports.Events;

/// <summary>Adds events to the event feed. Never blocks, never throws.</summary>
public interface IEventSink
{
    void Publish(FeedEvent happened);
}

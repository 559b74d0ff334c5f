using MediaPipeline.Contracts.Events;

namespace MediaPipeline.Grains.Ports.Events;

/// <summary>Takes what happens into the event feed. Never blocks, never fails.</summary>
public interface IEventSink
{
    void Publish(FeedEvent happened);
}

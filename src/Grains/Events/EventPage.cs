using MediaPipeline.Contracts.Events;

namespace MediaPipeline.Grains.Events;

/// <summary>Consecutive events of a feed.</summary>
/// <param name="Before">The position before the first of them.</param>
[GenerateSerializer, Immutable, Alias("EventPage")]
public sealed record EventPage([property: Id(0)] EventPosition Before, [property: Id(1)] IReadOnlyList<FeedEvent> Events)
{
    /// <summary>
    /// Characters of payload at which a page is full, and the most that one event may have. A page may exceed it by its last event, and a character takes
    /// 3 bytes at most: together less than the 4 MiB that a message may have.
    /// </summary>
    internal const int MaxPayload = 512 * 1024;
}

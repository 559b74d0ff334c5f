using MediaPipeline.Contracts.Events;

namespace MediaPipeline.Storage.Events;

/// <summary>A part of a feed as it was at one moment.</summary>
/// <param name="Latest">The latest event that it had.</param>
/// <param name="Events">In their order; at most the last <see cref="EventRing.Capacity"/>.</param>
internal sealed record EventPage(EventPlace Latest, List<(long Number, FeedEvent Event)> Events);

using MediaPipeline.Grains.Ports.Imaging;

namespace MediaPipeline.Imaging.Pool;

/// <summary>What a worker found out about a picture.</summary>
/// <param name="At">When it said so.</param>
internal sealed record KnownFacts(PictureFacts Facts, DateTimeOffset At);

namespace MediaPipeline.Contracts.Images;

/// <summary>A picture and how near it is to another one.</summary>
/// <param name="Distance">Bits in which their perceptual hashes differ, 0 to 64. 0 for two pictures of one and the same colour.</param>
public sealed record SimilarImage(int Distance, ImageView Image);

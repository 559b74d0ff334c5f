using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Contracts.Images;

/// <summary>One picture, keyed by its <see cref="Ids.ImageId"/>.</summary>
[Alias("IImageGrain")]
public interface IImageGrain : IItemGrain;

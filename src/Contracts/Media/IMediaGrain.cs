using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Contracts.Media;

/// <summary>One media title.</summary>
[Alias("IMediaGrain")]
public interface IMediaGrain : IItemGrain;

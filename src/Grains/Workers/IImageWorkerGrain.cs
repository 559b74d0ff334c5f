using MediaPipeline.Grains.Images;

namespace MediaPipeline.Grains.Workers;

/// <summary>Takes stages off the pictures' turns. Stateless: one on each silo, over the one pool there.</summary>
[Alias("IImageWorkerGrain")]
public interface IImageWorkerGrain : IGrainWithIntegerKey
{
    /// <summary>Begins the stage and returns; its outcome goes to the picture as a request of its own.</summary>
    [Alias("Run"), OneWay]
    Task Run(ImageWork work);
}

/// <param name="Stage">Name of the stage, from the catalogue.</param>
/// <param name="Attempt">Number that the outcome carries back.</param>
/// <param name="Image">The picture as it was stored when the attempt began.</param>
[GenerateSerializer, Immutable, Alias("ImageWork")]
public sealed record ImageWork([property: Id(0)] string Stage, [property: Id(1)] int Attempt, [property: Id(2)] ImageState Image);

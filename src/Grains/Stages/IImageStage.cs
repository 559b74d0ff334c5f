using MediaPipeline.Grains.Images;

namespace MediaPipeline.Grains.Stages;

/// <summary>One stage of a picture. Run twice, it gives the same result.</summary>
internal interface IImageStage
{
    /// <summary>What the picture's stage is called when it is completed.</summary>
    string Name { get; }

    /// <summary>Does the work. Every foreseeable end is an outcome; an exception counts as a failed try.</summary>
    Task<StageOutcome> RunAsync(ImageState image, CancellationToken cancellationToken);
}

using MediaPipeline.Contracts.Images;

namespace MediaPipeline.Grains.Images;

/// <summary>Which renditions a picture has.</summary>
internal static class ImageRenditions
{
    public static ImageRecord WithoutRenditions(this ImageRecord image) => image with
    {
        Thumbnail = null,
        Viewing = null,
        RenditionBytes = 0,
        RenditionCount = 0,
        Recipe = null,
        Warnings = [],
        Placeholder = null,
        DominantColour = null,
        PerceptualHash = null,
    };

    /// <summary>Whether it may have files on the disk, stored in its record or left by a lost attempt.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="isStageRunning">Whether its latest attempt is running: that one says itself what it has made.</param>
    public static bool MayHaveRenditions(this ImageRecord image, bool isStageRunning) =>
        image.Thumbnail is not null || image.Viewing is not null || image.Attempt > (isStageRunning ? 1 : 0)
            || !string.Equals(image.Stage, ImageStages.Discovered, StringComparison.Ordinal);

    public static bool HasRenditionsOf(this ImageRecord image, string recipe) =>
        image.Thumbnail is not null && image.Viewing is not null && string.Equals(image.Recipe, recipe, StringComparison.Ordinal);

    /// <summary>The paths in its record, relative to its cache folder.</summary>
    public static IEnumerable<string> RenditionPaths(this ImageRecord image) => new[] { image.Thumbnail?.Path, image.Viewing?.Path }.OfType<string>();
}

using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Items;

namespace MediaPipeline.Grains.Images;

/// <summary>What callers see of a stored picture.</summary>
public static class ImageViews
{
    public static ImageView ToView(ImageRecord image) => new(
        image.Id,
        image.CollectionId,
        image.JobId,
        image.Name,
        image.Path,
        image.ReadableEntry,
        image.Facts?.Width,
        image.Facts?.Height,
        image.Facts?.Format,
        image.SourceBytes,
        image.Facts?.ContentHash,
        image.SourceModifiedAt,
        image.Facts?.TakenAt,
        image.Facts?.Camera,
        image.Facts?.Orientation,
        image.State,
        image.Stage,
        image.StageTimes,
        image.Tries,
        image.LastError,
        image.WaitingFor,
        image.SkippedReason,
        [.. image.Warnings.Select(warning => new ImageWarning(warning.Code, warning.Message))],
        image.Placeholder,
        image.DominantColour,
        image.PerceptualHash,
        Rendition(image.Id, "thumbnail", image.Thumbnail),
        Rendition(image.Id, "cache", image.Viewing),
        image.MissingSince);

    /// <summary>File or entry name, without its folders.</summary>
    public static string NameOf(string path, string? entry)
    {
        var whole = entry ?? path;
        return whole[(whole.LastIndexOf('/') + 1)..];
    }

    private static RenditionView? Rendition(ImageId id, string kind, StoredRendition? stored) => stored is null
        ? null
        : new RenditionView(
            $"/api/v1/images/{id}/{kind}?v={stored.Hash}", stored.Width, stored.Height, stored.Bytes, stored.Format, stored.Quality, stored.Recipe);
}

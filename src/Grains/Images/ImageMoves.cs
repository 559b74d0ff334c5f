using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using static MediaPipeline.Grains.Images.ImageDecision;
using static MediaPipeline.Grains.Images.ImageEffect;

namespace MediaPipeline.Grains.Images;

/// <summary>What becomes of a picture when its renditions are moved, or turn out not to be there.</summary>
internal static class ImageMoves
{
    /// <summary>The old files go after the state names the new ones.</summary>
    public static ImageDecision Move(ImageState state, CacheFolderId folder, ImageContext context)
    {
        if (state.CacheFolderId == folder)
        {
            return new Ignored("in that cache folder already", []);
        }

        var moved = state with { CacheFolderId = folder };
        string[] old = [.. new[] { state.Thumbnail?.Path, state.Cache?.Path }.OfType<string>()];
        return old.Length == 0 || state.CacheFolderId is not { } from
            ? new Moved(moved, [])
            : new Moved(moved.Note(context, state.Stage, "moved", message: $"Its renditions were moved from {from} to {folder}."), [new DeleteFiles(from, old)]);
    }

    /// <summary>A live picture is rendered again, under that job; any other only no longer names them, and what it is at goes on.</summary>
    public static ImageDecision Lose(ImageState state, JobId job, ImageContext context)
    {
        if (state.RenditionCount == 0)
        {
            return new Ignored("has no renditions", []);
        }

        var without = state.WithoutRenditions().Note(context, ImageStages.Rendered, "lost", message: "Its renditions were not on the disk as they had been stored.");
        if (state.State != ItemState.Live)
        {
            return new Moved(without, [new DeleteAllRenditions()]);
        }

        var again = without with
        {
            State = ItemState.Pending,
            Stage = ImageStages.Probed,
            StageTimes = state.StageTimes.Where(t => Stages.StageCatalog.IsAtOrBefore(t.Key, ImageStages.Probed)).ToDictionary(StringComparer.Ordinal),
            JobId = job,
            Attempt = state.Attempt + 1,
            Tries = 0,
            EnteredAt = context.Now,
        };
        return new Moved(again, [new DeleteAllRenditions()]);
    }
}

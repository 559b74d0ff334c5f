using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Items;
using static MediaPipeline.Grains.Images.ImageEffect;
using Changed = MediaPipeline.Grains.Items.ItemDecision<MediaPipeline.Grains.Images.ImageRecord>.Changed;
using Ignored = MediaPipeline.Grains.Items.ItemDecision<MediaPipeline.Grains.Images.ImageRecord>.Ignored;

namespace MediaPipeline.Grains.Images;

/// <summary>Transitions when the renditions of a picture are moved, or are found missing.</summary>
internal sealed partial class ImageRules
{
    /// <summary>The old files are deleted after the record refers to the new ones.</summary>
    private static ItemDecision<ImageRecord> Move(ImageRecord record, CacheFolderId folder, ItemContext context)
    {
        if (record.CacheFolderId == folder)
        {
            return new Ignored("in that cache folder already", []);
        }

        var moved = record with { CacheFolderId = folder };
        string[] old = [.. record.RenditionPaths()];
        return old.Length == 0 || record.CacheFolderId is not { } from
            ? new Changed(moved, [])
            : new Changed(moved.Note(context, record.Stage, "moved", message: $"Its renditions were moved from {from} to {folder}."),
                [new DeleteFiles(from, old)]);
    }

    /// <summary>A live picture is rendered again, under that job; any other only forgets them and continues.</summary>
    private ItemDecision<ImageRecord> Lose(ImageRecord record, JobId job, ItemContext context)
    {
        if (record.RenditionCount == 0)
        {
            return new Ignored("has no renditions", []);
        }

        var without = record.WithoutRenditions()
            .Note(context, ImageStages.Rendered, "lost", message: "Its renditions were not on the disk as they had been stored.");
        if (record.State != ItemState.Live)
        {
            return new Changed(without, [new DeleteAllRenditions()]);
        }

        var again = without.BackTo(ImageStages.Probed, Kind) with
        {
            State = ItemState.Pending,
            JobId = job,
            Attempt = record.Attempt + 1,
            Tries = 0,
            EnteredAt = context.Now,
        };
        return new Changed(again, [new DeleteAllRenditions()]);
    }
}

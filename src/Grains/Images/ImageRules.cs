using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Images.Probe;
using MediaPipeline.Grains.Images.Render;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Items.Stages;
using static MediaPipeline.Grains.Images.ImageEffect;
using Changed = MediaPipeline.Grains.Items.ItemDecision<MediaPipeline.Grains.Images.ImageRecord>.Changed;
using Ignored = MediaPipeline.Grains.Items.ItemDecision<MediaPipeline.Grains.Images.ImageRecord>.Ignored;

namespace MediaPipeline.Grains.Images;

/// <summary>What pictures add to <see cref="ItemMachine{T}"/>. Events of scans and of renditions are in the other files of this class.</summary>
/// <param name="recipe">The current rendition options.</param>
internal sealed partial class ImageRules(string recipe) : ItemRules<ImageRecord>
{
    /// <summary>The reason for which pictures of a cancelled job are skipped; the next scan continues with these.</summary>
    public const string CancelledReason = ItemRecord.CancelledReason;

    public override ItemKind Kind => ImageStages.Kind;

    public override (ImageRecord Record, IEnumerable<ItemEffect> Effects) Complete(
        ImageRecord before, ImageRecord record, StageResult result, ItemContext context) => result switch
        {
            Probed probed => (Complete(before, record, probed.Facts, context), []),
            Rendered rendered => (Complete(record, rendered), Replaced(before, rendered)),
            _ => throw new InvalidOperationException($"The rules of pictures know no result {result.GetType().Name}."),
        };

    public override ItemDecision<ImageRecord> Decide(ImageRecord record, ItemEvent happened, ItemContext context, ItemMachine<ImageRecord> machine) =>
        happened switch
        {
            ImageEvent.SourceSeen seen => See(record, seen.Source, context, machine),
            ImageEvent.VerificationAsked asked => Verify(record, asked, context),
            ImageEvent.SourceGone gone => EndMissing(record, gone.JobId, context),
            ImageEvent.RenditionsMoved moved => Move(record, moved.Folder, context),
            ImageEvent.RenditionsLost lost => Lose(record, lost.JobId, context),
            _ => base.Decide(record, happened, context, machine),
        };

    public override (ImageRecord Record, IEnumerable<ItemEffect> Effects) GiveUp(ImageRecord record) =>
        (record.WithoutRenditions(), [new DeleteAllRenditions()]);

    // A running attempt will replace or delete what this one wrote; otherwise nothing refers to it.
    public override IEnumerable<ItemEffect> CleanUpAfter(ImageRecord record, StageOutcome late)
    {
        if (late is not StageOutcome.Completed { Result: Rendered rendered } || record.State is ItemState.Running or ItemState.Pending or ItemState.Waiting)
        {
            return [];
        }

        IEnumerable<string?> named = record.CacheFolderId == rendered.CacheFolderId ? [record.Thumbnail?.Path, record.Viewing?.Path] : [];
        string[] orphans = [.. new[] { rendered.Thumbnail.Path, rendered.Viewing.Path }.Except(named, StringComparer.Ordinal).OfType<string>()];
        return orphans.Length == 0 ? [] : [new DeleteFiles(rendered.CacheFolderId, orphans)];
    }

    private static ImageRecord Complete(ImageRecord record, Rendered rendered) => record with
    {
        Thumbnail = rendered.Thumbnail,
        Viewing = rendered.Viewing,
        CacheFolderId = rendered.CacheFolderId,
        RenditionBytes = rendered.Thumbnail.Bytes + rendered.Viewing.Bytes,
        RenditionCount = 2,
        Recipe = rendered.Recipe,
        Warnings = rendered.Warnings,
        Placeholder = rendered.Placeholder,
        DominantColour = rendered.DominantColour,
        PerceptualHash = rendered.PerceptualHash,
    };

    /// <summary>
    /// What to delete once the record refers to the new files: old names in the same folder; in another folder everything that was put there.
    /// </summary>
    private static IEnumerable<ItemEffect> Replaced(ImageRecord before, Rendered rendered)
    {
        if (before.CacheFolderId is not { } old)
        {
            yield break;
        }

        var stays = old == rendered.CacheFolderId;
        string[] kept = stays ? [rendered.Thumbnail.Path, rendered.Viewing.Path] : [];
        string[] gone = [.. before.RenditionPaths().Except(kept, StringComparer.Ordinal)];
        if (gone.Length > 0)
        {
            yield return new DeleteFiles(old, gone);
        }

        if (!stays)
        {
            yield return new DeleteStrays(old);
        }
    }
}

using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Ports.Imaging;
using static MediaPipeline.Grains.Items.ItemEffect;
using Changed = MediaPipeline.Grains.Items.ItemDecision<MediaPipeline.Grains.Images.ImageRecord>.Changed;
using Ignored = MediaPipeline.Grains.Items.ItemDecision<MediaPipeline.Grains.Images.ImageRecord>.Ignored;

namespace MediaPipeline.Grains.Images;

/// <summary>Transitions when a scan reads all again.</summary>
internal sealed partial class ImageRules
{
    /// <summary>Whether it was live and looked unchanged, and is still to be read: until then its renditions have to stay as they are.</summary>
    public static bool CanBeRestored(ImageRecord record) => record.Verification == Verification.Due && record.StageTimes.ContainsKey(ImageStages.Live);

    /// <summary>A picture that looked unchanged and was not read yet is live again, as it was.</summary>
    public override ImageRecord? Restore(ImageRecord record, ItemContext context) =>
        !CanBeRestored(record) ? null : (record with
        {
            State = ItemState.Live,
            Stage = ImageStages.Live,
            Verification = null,
            Attempt = record.Attempt + 1,
            Tries = 0,
            DueAt = null,
            WaitingFor = null,
            LastError = null,
            EnteredAt = context.Now,
        }).Note(context, ImageStages.Live, "notVerified");

    // The times of its stages are kept: they are true again if its content is the same.
    private static ItemDecision<ImageRecord> Verify(ImageRecord record, ImageEvent.VerificationAsked asked, ItemContext context)
    {
        if (record.State != ItemState.Live)
        {
            return new Ignored($"to be verified while {record.State}", []);
        }

        var due = record with
        {
            State = ItemState.Pending,
            Stage = ImageStages.Discovered,
            Verification = Verification.Due,
            JobId = asked.JobId,
            Priority = asked.Priority,
            Attempt = record.Attempt + 1,
            Tries = 0,
            EnteredAt = context.Now,
        };
        return new Changed(due.Note(context, ImageStages.Discovered, "verifying"), [new Publish(FeedEvents.ItemStage)]);
    }

    /// <summary>Renditions of the same content and recipe are kept: there is nothing to render.</summary>
    private ImageRecord Complete(ImageRecord before, ImageRecord record, PictureFacts facts, ItemContext context)
    {
        var sameContent = string.Equals(before.Facts?.ContentHash, facts.ContentHash, StringComparison.Ordinal);
        var completed = record with
        {
            Facts = facts,
            Verification = before.Verification is null ? null : sameContent ? Verification.Same : Verification.Changed,
        };
        if (!sameContent || !before.HasRenditionsOf(recipe))
        {
            return completed.BackTo(ImageStages.Probed, Kind);
        }

        var kept = completed with { Stage = ImageStages.Rendered };
        kept = kept.StageTimes.ContainsKey(ImageStages.Rendered) ? kept : kept.At(context.Now, ImageStages.Rendered);
        return kept.Note(context, ImageStages.Rendered, "unchanged");
    }
}

using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Items.Stages;
using static MediaPipeline.Grains.Items.ItemEffect;
using Changed = MediaPipeline.Grains.Items.ItemDecision<MediaPipeline.Grains.Images.ImageRecord>.Changed;
using Ignored = MediaPipeline.Grains.Items.ItemDecision<MediaPipeline.Grains.Images.ImageRecord>.Ignored;

namespace MediaPipeline.Grains.Images;

/// <summary>Transitions when a scan sees the source of a picture, or no longer sees it.</summary>
internal sealed partial class ImageRules
{
    /// <summary>Whether a scan need not notify the picture: it is unchanged, and in a state that needs no action.</summary>
    public static bool IsUnchanged(bool sameFile, ItemState state, string? skippedReason, string? recipe, string currentRecipe) =>
        sameFile && state switch
        {
            ItemState.Live => string.Equals(recipe, currentRecipe, StringComparison.Ordinal),
            ItemState.Skipped => !string.Equals(skippedReason, CancelledReason, StringComparison.Ordinal),
            ItemState.Failed or ItemState.Quarantined => true,
            _ => false,
        };

    private ItemDecision<ImageRecord> See(ImageRecord record, SeenSource seen, ItemContext context, ItemMachine<ImageRecord> machine)
    {
        var sameFile = seen.IsOf(record.SourceBytes, record.SourceModifiedAt, record.SourceStamp);
        var sameTime = record.SourceBytes == seen.Bytes && record.SourceModifiedAt == seen.ModifiedAt;
        var stamped = record.WithStamp(record.SourceStamp.Renew(seen.Stamp, otherwiseSame: sameTime));
        if (IsUnchanged(sameFile, record.State, record.SkippedReason, record.Recipe, recipe))
        {
            // A record of version 1.0 has no stamp: it is added, and nothing is read again for it.
            return stamped == record ? new Ignored("seen unchanged", []) : new Changed(stamped, []);
        }

        var owned = stamped with
        {
            SourceBytes = seen.Bytes,
            SourceModifiedAt = seen.ModifiedAt,
            JobId = seen.JobId,
            Priority = seen.Priority,
            Attempt = record.Attempt + 1,
            Tries = 0,
            DueAt = null,
            WaitingFor = null,
            SkippedReason = null,
            MissingSince = null,
            EnteredAt = context.Now,
            EntryName = seen.EntryName ?? record.EntryName,
            Verification = seen.Verify ? Verification.Due : null,
        };
        if (seen.Fault is { } fault)
        {
            return machine.Decide(owned with { State = ItemState.Running }, new ItemEvent.StageEnded(owned.Attempt, new StageOutcome.Rejected(fault)), context);
        }

        // A picture that was put back to its first stage has facts of what its file held before.
        if (!sameFile || seen.Verify || owned.Facts is null || string.Equals(record.Stage, ImageStages.Discovered, StringComparison.Ordinal))
        {
            return Again(owned, ImageStages.Discovered, sameFile ? "found" : "changed", context);
        }

        return WentMissingLive(record) && record.HasRenditionsOf(recipe) ? Back(owned, context) : Again(owned, ImageStages.Probed, "found", context);
    }

    private static ItemDecision<ImageRecord> EndMissing(ImageRecord record, JobId job, ItemContext context)
    {
        if (record.State == ItemState.Missing)
        {
            return new Ignored("missing already", []);
        }

        var missing = record with
        {
            State = ItemState.Missing,
            JobId = job,
            Attempt = record.Attempt + 1,
            Tries = 0,
            DueAt = null,
            WaitingFor = null,
            MissingSince = context.Now,
            FailedJobId = null,
            EnteredAt = context.Now,
        };
        IEnumerable<ItemEffect> notify = record.FailedJobId is { } failed && failed != job ? [new NotifyJob(failed)] : [];
        return new Changed(missing.Note(context, record.Stage, "missing"), [.. notify, new Publish(FeedEvents.ItemStage)]);
    }

    private Changed Again(ImageRecord owned, string stage, string note, ItemContext context)
    {
        var again = owned.BackTo(stage, Kind) with { State = ItemState.Pending };
        if (string.Equals(stage, ImageStages.Discovered, StringComparison.Ordinal) || !again.StageTimes.ContainsKey(ImageStages.Discovered))
        {
            again = again.At(context.Now, ImageStages.Discovered);
        }

        return new Changed(again.Note(context, stage, note), [new Publish(FeedEvents.ItemStage)]);
    }

    // One that went missing between probing and rendering may still have renditions of what its file held before.
    private static bool WentMissingLive(ImageRecord record) =>
        record.State == ItemState.Missing && string.Equals(record.Stage, ImageStages.Live, StringComparison.Ordinal);

    // Its renditions were kept: it returns to its former state.
    private static Changed Back(ImageRecord owned, ItemContext context)
    {
        var back = owned with { State = ItemState.Live, Stage = ImageStages.Live };
        return new Changed(back.Note(context, ImageStages.Live, "found"), [new Publish(FeedEvents.ItemStage)]);
    }
}

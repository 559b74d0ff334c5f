using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using static MediaPipeline.Grains.Images.ImageDecision;
using static MediaPipeline.Grains.Images.ImageEffect;

namespace MediaPipeline.Grains.Images;

/// <summary>What a scan's look at a source makes of a picture.</summary>
internal static class ImageSightings
{
    /// <summary>Whether a scan has nothing to tell the picture: found as it was, and at rest as it should be.</summary>
    public static bool IsUnchanged(long bytes, DateTimeOffset modifiedAt, ItemState state, string? skippedReason, string? recipe, ImageSighting seen, string currentRecipe) =>
        bytes == seen.Bytes && modifiedAt == seen.ModifiedAt && state switch
        {
            ItemState.Live => string.Equals(recipe, currentRecipe, StringComparison.Ordinal),
            ItemState.Skipped => !string.Equals(skippedReason, ImageMachine.CancelledReason, StringComparison.Ordinal),
            ItemState.Failed or ItemState.Quarantined => true,
            _ => false,
        };

    public static ImageDecision Decide(ImageState state, ImageSighting seen, ImageContext context)
    {
        var sameFile = state.SourceBytes == seen.Bytes && state.SourceModifiedAt == seen.ModifiedAt;
        var owned = state with
        {
            SourceBytes = seen.Bytes,
            SourceModifiedAt = seen.ModifiedAt,
            JobId = seen.JobId,
            Priority = seen.Priority,
            Attempt = state.Attempt + 1,
            Tries = 0,
            DueAt = null,
            WaitingFor = null,
            SkippedReason = null,
            MissingSince = null,
            EnteredAt = context.Now,
            EntryName = seen.EntryName ?? state.EntryName,
        };
        if (IsUnchanged(state.SourceBytes, state.SourceModifiedAt, state.State, state.SkippedReason, state.Recipe, seen, context.Recipe))
        {
            return new Ignored("seen unchanged", []);
        }

        if (seen.Fault is { } fault)
        {
            return ImageOutcomes.Decide(owned with { State = ItemState.Running }, owned.Attempt, new Stages.StageOutcome.Rejected(fault), context);
        }

        if (!sameFile || owned.Facts is null)
        {
            return Again(owned, ImageStages.Discovered, sameFile ? "found" : "changed", context);
        }

        return state.State == ItemState.Missing && state.HasRenditionsOf(context.Recipe) ? Back(owned, context) : Again(owned, ImageStages.Probed, "found", context);
    }

    public static ImageDecision Vanish(ImageState state, JobId job, ImageContext context)
    {
        if (state.State == ItemState.Missing)
        {
            return new Ignored("missing already", []);
        }

        var gone = state with
        {
            State = ItemState.Missing,
            JobId = job,
            Attempt = state.Attempt + 1,
            Tries = 0,
            DueAt = null,
            WaitingFor = null,
            MissingSince = context.Now,
            FailedJobId = null,
            EnteredAt = context.Now,
        };
        IEnumerable<ImageEffect> tell = state.FailedJobId is { } failed && failed != job ? [new TellJob(failed)] : [];
        return new Moved(gone.Note(context, state.Stage, "missing"), [.. tell, new Announce(FeedEvents.ItemStage)]);
    }

    private static Moved Again(ImageState owned, string stage, string note, ImageContext context)
    {
        var times = owned.StageTimes.Where(t => Stages.StageCatalog.IsAtOrBefore(t.Key, stage)).ToDictionary(StringComparer.Ordinal);
        times[ImageStages.Discovered] = string.Equals(stage, ImageStages.Discovered, StringComparison.Ordinal) ? context.Now : times.GetValueOrDefault(ImageStages.Discovered, context.Now);
        var again = owned with { State = ItemState.Pending, Stage = stage, StageTimes = times };
        return new Moved(again.Note(context, stage, note), [new Announce(FeedEvents.ItemStage)]);
    }

    // Its renditions were kept: it is as it was.
    private static Moved Back(ImageState owned, ImageContext context)
    {
        var back = owned with { State = ItemState.Live, Stage = ImageStages.Live };
        return new Moved(back.Note(context, ImageStages.Live, "found"), [new Announce(FeedEvents.ItemStage)]);
    }
}

using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Grains.Stages;
using static MediaPipeline.Grains.Images.ImageDecision;
using static MediaPipeline.Grains.Images.ImageEffect;

namespace MediaPipeline.Grains.Images;

/// <summary>What the end of an attempt makes of a picture.</summary>
internal static class ImageOutcomes
{
    public static ImageDecision Decide(ImageState state, int attempt, StageOutcome outcome, ImageContext context)
    {
        if (state.State != ItemState.Running || state.Attempt != attempt)
        {
            return Late(state, attempt, outcome);
        }

        return outcome switch
        {
            StageOutcome.Probed probed => Probed(state, probed.Facts, context),
            StageOutcome.Rendered rendered => Rendered(state, rendered, context),
            StageOutcome.Skipped skipped => ImageMachine.Decide(state, new ImageEvent.SkipAsked(skipped.Reason, null), context),
            StageOutcome.Wait wait => Wait(state, wait.For, context.After(context.Options.ResourceRetry), context),
            StageOutcome.Gone => Gone(state, context),
            StageOutcome.Rejected rejected => End(state, ItemState.Failed, rejected.Fault, context),
            StageOutcome.Quarantined quarantined => End(state, ItemState.Quarantined, quarantined.Fault, context),
            StageOutcome.Failed failed => Fail(state, failed.Fault, context),
            _ => throw new InvalidOperationException($"The image machine knows no outcome {outcome.GetType().Name}."),
        };
    }

    // A late duplicate. While another attempt runs, that one will replace or delete what this one wrote; otherwise nothing names it.
    private static Ignored Late(ImageState state, int attempt, StageOutcome outcome)
    {
        var reason = $"outcome of attempt {attempt} while {state.State} at attempt {state.Attempt}";
        if (outcome is not StageOutcome.Rendered rendered || state.State is ItemState.Running or ItemState.Pending or ItemState.Waiting)
        {
            return new Ignored(reason, []);
        }

        IEnumerable<string?> named = state.CacheFolderId == rendered.CacheFolderId ? [state.Thumbnail?.Path, state.Cache?.Path] : [];
        string[] orphans = [.. new[] { rendered.Thumbnail.Path, rendered.Cache.Path }.Except(named, StringComparer.Ordinal).OfType<string>()];
        return new Ignored(reason, orphans.Length == 0 ? [] : [new DeleteFiles(rendered.CacheFolderId, orphans)]);
    }

    private static ImageDecision Probed(ImageState state, PictureFacts facts, ImageContext context)
    {
        var sameContent = string.Equals(state.Facts?.ContentHash, facts.ContentHash, StringComparison.Ordinal);
        var probed = state with
        {
            Facts = facts,
            Stage = ImageStages.Probed,
            Tries = 0,
            StageTimes = state.Times((ImageStages.Probed, context.Now)),
        };
        probed = probed.Note(context, ImageStages.Probed, "completed", state.Tries + 1);
        var announce = new Announce(FeedEvents.ItemStage);
        return sameContent && state.HasRenditionsOf(context.Recipe)
            ? Live(probed.Note(context, ImageStages.Rendered, "unchanged"), context, announce)
            : ImageMachine.Begin(probed, context, announce);
    }

    private static Moved Rendered(ImageState state, StageOutcome.Rendered rendered, ImageContext context)
    {
        var live = state with
        {
            Thumbnail = rendered.Thumbnail,
            Cache = rendered.Cache,
            CacheFolderId = rendered.CacheFolderId,
            RenditionBytes = rendered.Thumbnail.Bytes + rendered.Cache.Bytes,
            RenditionCount = 2,
            Recipe = rendered.Recipe,
            Warnings = rendered.Warnings,
            Placeholder = rendered.Placeholder,
            DominantColour = rendered.DominantColour,
            PerceptualHash = rendered.PerceptualHash,
        };
        return Live(live.Note(context, ImageStages.Rendered, "completed", state.Tries + 1), context, [.. Replaced(state, rendered), new Announce(FeedEvents.ItemStage)]);
    }

    /// <summary>What goes when the new files are named: old names in the same folder; in another one all that was ever put there.</summary>
    private static IEnumerable<ImageEffect> Replaced(ImageState state, StageOutcome.Rendered rendered)
    {
        if (state.CacheFolderId is not { } old)
        {
            yield break;
        }

        var stays = old == rendered.CacheFolderId;
        string[] kept = stays ? [rendered.Thumbnail.Path, rendered.Cache.Path] : [];
        string[] gone = [.. new[] { state.Thumbnail?.Path, state.Cache?.Path }.OfType<string>().Except(kept, StringComparer.Ordinal)];
        if (gone.Length > 0)
        {
            yield return new DeleteFiles(old, gone);
        }

        if (!stays)
        {
            yield return new DeleteStrays(old);
        }
    }

    private static Moved Live(ImageState state, ImageContext context, params IEnumerable<ImageEffect> effects)
    {
        var live = state with
        {
            State = ItemState.Live,
            Stage = ImageStages.Live,
            Tries = 0,
            DueAt = null,
            WaitingFor = null,
            LastError = null,
            FailedJobId = null,
            EnteredAt = context.Now,
            StageTimes = state.Times((ImageStages.Rendered, context.Now), (ImageStages.Live, context.Now)),
        };
        return new Moved(live, [.. effects, .. ImageMachine.TellJobs(state)]);
    }

    private static Moved Wait(ImageState state, WaitingFor waitingFor, DateTimeOffset until, ImageContext context)
    {
        var stage = StageCatalog.After(state.Stage);
        var waiting = state with { State = ItemState.Waiting, WaitingFor = waitingFor, DueAt = until, EnteredAt = context.Now };
        var known = state.History is [.., { Event: "waiting" } last] && string.Equals(last.Code, waitingFor.Code, StringComparison.Ordinal);
        return new Moved(known ? waiting : waiting.Note(context, stage, "waiting", code: waitingFor.Code, message: waitingFor.Message), [.. ImageMachine.TellJobs(state)]);
    }

    private static Moved Gone(ImageState state, ImageContext context)
    {
        var gone = state with { State = ItemState.Missing, MissingSince = context.Now, DueAt = null, FailedJobId = null, EnteredAt = context.Now };
        return new Moved(gone.Note(context, state.Stage, "missing", message: "Its source was gone before it could be read."), [.. ImageMachine.TellJobs(state)]);
    }

    private static Moved Fail(ImageState state, Fault fault, ImageContext context)
    {
        var tries = state.Tries + 1;
        if (tries >= context.Options.MaxTries)
        {
            return End(state, ItemState.Failed, fault, context);
        }

        var until = context.After(context.Options.DelayAfter(tries));
        var failed = state.WithError(fault, context) with { Tries = tries };
        return Wait(failed, new WaitingFor("retry", null, $"Try {tries} of {context.Options.MaxTries} failed: {fault.Message}", context.Now), until, context);
    }

    private static Moved End(ImageState state, ItemState end, Fault fault, ImageContext context)
    {
        var ended = state.WithError(fault, context).WithoutRenditions() with
        {
            State = end,
            Tries = state.Tries + 1,
            DueAt = null,
            WaitingFor = null,
            FailedJobId = state.JobId,
            EnteredAt = context.Now,
        };
        var note = end == ItemState.Quarantined ? "quarantined" : "failed";
        return new Moved(
            ended.Note(context, StageCatalog.After(state.Stage), note, state.Tries + 1, fault.Code, fault.Message),
            [new DeleteAllRenditions(), new Announce(FeedEvents.ItemFailed), .. ImageMachine.TellJobs(state)]);
    }
}

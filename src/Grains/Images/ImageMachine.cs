using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Stages;
using static MediaPipeline.Grains.Images.ImageDecision;
using static MediaPipeline.Grains.Images.ImageEffect;

namespace MediaPipeline.Grains.Images;

/// <summary>Moves a picture through its stages: a pure function of state, event and context.</summary>
internal static class ImageMachine
{
    /// <summary>Why pictures of a cancelled job are skipped; the next scan takes these up again.</summary>
    public const string CancelledReason = "cancelled";

    public static ImageDecision Decide(ImageState state, ImageEvent happened, ImageContext context) => happened switch
    {
        ImageEvent.Driven => Drive(state, context),
        ImageEvent.Woken => Wake(state, context),
        ImageEvent.StageEnded ended => ImageOutcomes.Decide(state, ended.Attempt, ended.Outcome, context),
        ImageEvent.RetryAsked asked => Retry(state, asked, context),
        ImageEvent.SkipAsked asked => Skip(state, asked, context),
        ImageEvent.Cancelled cancelled => Cancel(state, cancelled.Reason, context),
        ImageEvent.Seen seen => ImageSightings.Decide(state, seen.Sighting, context),
        ImageEvent.Vanished vanished => ImageSightings.Vanish(state, vanished.JobId, context),
        ImageEvent.Moved moved => ImageMoves.Move(state, moved.Folder, context),
        ImageEvent.RenditionsLost lost => ImageMoves.Lose(state, lost.JobId, context),
        _ => throw new InvalidOperationException($"The image machine knows no event {happened.GetType().Name}."),
    };

    /// <summary>Begins the next stage: a new attempt with its lease.</summary>
    public static Moved Begin(ImageState state, ImageContext context, params IEnumerable<ImageEffect> effects)
    {
        var stage = StageCatalog.After(state.Stage);
        var attempt = state.Attempt + 1;
        var begun = state with
        {
            State = ItemState.Running,
            Attempt = attempt,
            DueAt = context.Now + context.Options.Lease,
            WaitingFor = null,
            SkippedReason = null,
            EnteredAt = context.Now,
        };
        return new Moved(state.Tries == 0 ? begun : begun.Note(context, stage, "retrying"), [.. effects, new RunStage(stage, attempt)]);
    }

    /// <summary>Those who count it: the job that drives it and, until it is mended, the one in which it failed.</summary>
    public static IEnumerable<ImageEffect> TellJobs(ImageState state)
    {
        if (state.JobId is { } job)
        {
            yield return new TellJob(job);
        }

        if (state.FailedJobId is { } failed && failed != state.JobId)
        {
            yield return new TellJob(failed);
        }
    }

    private static ImageDecision Drive(ImageState state, ImageContext context) => state.State switch
    {
        ItemState.Pending => Begin(state, context),
        ItemState.Running when !context.AttemptAlive => Begin(state, context),
        ItemState.Waiting when state.WaitingFor?.Resource is not null => Begin(state, context),
        _ => Ignore($"driven while {state.State}"),
    };

    private static ImageDecision Wake(ImageState state, ImageContext context) => state.State switch
    {
        ItemState.Running when !context.AttemptAlive => Begin(state, context),
        ItemState.Running when state.DueAt <= context.Now => ImageOutcomes.Decide(state, state.Attempt, LostAttempt(state, context), context),
        ItemState.Waiting when state.DueAt is null || state.DueAt <= context.Now => Begin(state, context),
        _ => Ignore($"woken while {state.State}"),
    };

    private static StageOutcome.Failed LostAttempt(ImageState state, ImageContext context) => new(new Ports.Imaging.Fault(
        "attemptLost", $"Nothing was heard of attempt {state.Attempt} at '{state.Path}' for {context.Options.Lease}; it is tried again."));

    private static ImageDecision Retry(ImageState state, ImageEvent.RetryAsked asked, ImageContext context)
    {
        switch (state.State)
        {
            case ItemState.Live:
                return Refuse("alreadyLive", $"{state.Id} is live: there is nothing to try again.");
            case ItemState.Pending or ItemState.Running:
                return Ignore($"retry asked while {state.State}");
        }

        var fresh = state with
        {
            State = ItemState.Pending,
            Stage = state.State == ItemState.Missing ? ImageStages.Discovered : state.Stage,
            Tries = 0,
            DueAt = null,
            WaitingFor = null,
            SkippedReason = null,
            MissingSince = null,
            JobId = asked.TakenOverBy ?? state.JobId,
            EnteredAt = context.Now,
        };
        fresh = fresh.Note(context, StageCatalog.After(fresh.Stage), "retried");
        return asked.TakenOverBy is null ? Begin(fresh, context) : new Moved(fresh, []);
    }

    private static ImageDecision Skip(ImageState state, ImageEvent.SkipAsked asked, ImageContext context) => state.State switch
    {
        ItemState.Live => Refuse("alreadyLive", $"{state.Id} is live: there is nothing left to skip."),
        ItemState.Skipped => Ignore("skipped already"),
        _ => PutAside(state with { JobId = asked.TakenOverBy ?? state.JobId }, asked.Reason, context),
    };

    private static ImageDecision Cancel(ImageState state, string reason, ImageContext context) =>
        state.State is ItemState.Pending or ItemState.Running or ItemState.Waiting ? PutAside(state, reason, context) : Ignore($"cancelled while {state.State}");

    private static Moved PutAside(ImageState state, string reason, ImageContext context)
    {
        var aside = state.WithoutRenditions() with
        {
            State = ItemState.Skipped,
            Attempt = state.Attempt + 1,
            Tries = 0,
            DueAt = null,
            WaitingFor = null,
            SkippedReason = reason,
            FailedJobId = null,
            MissingSince = null,
            EnteredAt = context.Now,
        };
        return new Moved(
            aside.Note(context, StageCatalog.After(state.Stage), "skipped", message: reason), [new DeleteAllRenditions(), .. TellJobs(state), new Announce(FeedEvents.ItemStage)]);
    }

    private static Ignored Ignore(string reason) => new(reason, []);

    private static Refused Refuse(string code, string message) => new(CommandResult.Conflict(code, message));
}

using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Items.Stages;
using MediaPipeline.Grains.Ports.Imaging;

namespace MediaPipeline.Grains.Items;

/// <summary>How an attempt begins, and what its end makes of the item.</summary>
internal sealed partial class ItemMachine<T>
{
    /// <summary>Begins the next stage: a new attempt with its lease.</summary>
    private ItemDecision<T>.Changed Begin(T record, ItemContext context, params IEnumerable<ItemEffect> effects)
    {
        var stage = rules.NextStage(record);
        var attempt = record.Attempt + 1;
        var begun = record with
        {
            State = ItemState.Running,
            Attempt = attempt,
            DueAt = context.Now + context.Options.Lease,
            WaitingFor = null,
            SkippedReason = null,
            EnteredAt = context.Now,
        };
        begun = record.Tries == 0 ? begun : begun.Note(context, stage, "retrying");
        return new ItemDecision<T>.Changed(begun, [.. effects, new ItemEffect.RunStage(stage, attempt)]);
    }

    private ItemDecision<T> EndAttempt(T record, int attempt, StageOutcome outcome, ItemContext context)
    {
        if (record.State != ItemState.Running || record.Attempt != attempt)
        {
            return new ItemDecision<T>.Ignored(
                $"outcome of attempt {attempt} while {record.State} at attempt {record.Attempt}", [.. rules.CleanUpAfter(record, outcome)]);
        }

        return outcome switch
        {
            StageOutcome.Completed completed => Complete(record, completed.Result, context),
            StageOutcome.Skipped skipped => EndSkipped(record, skipped.Reason, context),
            StageOutcome.Wait wait => Wait(record, wait, context),
            StageOutcome.Gone => EndMissing(record, context),
            StageOutcome.Rejected rejected => EndFailed(record, ItemState.Failed, rejected.Fault, context),
            StageOutcome.Failed failed => EndFailed(record, ItemState.Failed, failed.Fault, context),
            StageOutcome.Quarantined quarantined => EndFailed(record, ItemState.Quarantined, quarantined.Fault, context),
            StageOutcome.Retry retry => RetryLater(record, retry.Fault, context),
            _ => throw new InvalidOperationException($"The item machine knows no outcome {outcome.GetType().Name}."),
        };
    }

    private ItemDecision<T>.Changed Complete(T record, StageResult result, ItemContext context)
    {
        var stage = rules.NextStage(record);
        var reached = record with { Stage = stage, Tries = 0 };
        var (completed, effects) = rules.Complete(record, reached.At(context.Now, stage).Note(context, stage, "completed", record.Tries + 1), result, context);
        IEnumerable<ItemEffect> all = [.. effects, new ItemEffect.Publish(FeedEvents.ItemStage)];
        return string.Equals(rules.NextStage(completed), ItemKind.Live, StringComparison.Ordinal)
            ? EndLive(completed, context, all)
            : Begin(completed, context, all);
    }

    private static ItemDecision<T>.Changed EndLive(T record, ItemContext context, IEnumerable<ItemEffect> effects)
    {
        var live = record with
        {
            State = ItemState.Live,
            Stage = ItemKind.Live,
            Tries = 0,
            DueAt = null,
            WaitingFor = null,
            LastError = null,
            FailedJobId = null,
            EnteredAt = context.Now,
        };
        return new ItemDecision<T>.Changed(live.At(context.Now, ItemKind.Live), [.. effects, .. NotifyJobs(record)]);
    }

    private ItemDecision<T>.Changed Wait(T record, StageOutcome.Wait wait, ItemContext context)
    {
        var waitingFor = wait.For;
        DateTimeOffset? until = waitingFor.Choices is null ? wait.Until ?? context.After(context.Options.ResourceRetry) : null;
        var waiting = record with { State = ItemState.Waiting, WaitingFor = waitingFor, DueAt = until, EnteredAt = context.Now };
        var known = record.History is [.., { Event: "waiting" } last] && string.Equals(last.Code, waitingFor.Code, StringComparison.Ordinal);
        waiting = known ? waiting : waiting.Note(context, rules.NextStage(record), "waiting", code: waitingFor.Code, message: waitingFor.Message);
        return new ItemDecision<T>.Changed(waiting, [.. NotifyJobs(record)]);
    }

    private ItemDecision<T>.Changed RetryLater(T record, Fault fault, ItemContext context)
    {
        var tries = record.Tries + 1;
        if (tries >= context.Options.MaxTries)
        {
            return EndFailed(record, ItemState.Failed, fault, context);
        }

        var message = $"Try {tries} of {context.Options.MaxTries} failed: {fault.Message}";
        return Wait(
            WithError(record, fault, context) with { Tries = tries },
            new StageOutcome.Wait(new WaitingFor("retry", null, message, context.Now), context.After(context.Options.DelayAfter(tries))),
            context);
    }

    private ItemDecision<T>.Changed EndFailed(T record, ItemState state, Fault fault, ItemContext context)
    {
        var (ended, effects) = rules.GiveUp(WithError(record, fault, context));
        ended = ended with
        {
            State = state,
            Tries = record.Tries + 1,
            DueAt = null,
            WaitingFor = null,
            FailedJobId = record.JobId,
            EnteredAt = context.Now,
        };
        var note = state == ItemState.Quarantined ? "quarantined" : "failed";
        return new ItemDecision<T>.Changed(
            ended.Note(context, rules.NextStage(record), note, record.Tries + 1, fault.Code, fault.Message),
            [.. effects, new ItemEffect.Publish(FeedEvents.ItemFailed), .. NotifyJobs(record)]);
    }

    private ItemDecision<T>.Changed EndSkipped(T record, string reason, ItemContext context)
    {
        var (skipped, effects) = rules.GiveUp(record);
        skipped = skipped with
        {
            State = ItemState.Skipped,
            Attempt = record.Attempt + 1,
            Tries = 0,
            DueAt = null,
            WaitingFor = null,
            SkippedReason = reason,
            FailedJobId = null,
            MissingSince = null,
            EnteredAt = context.Now,
        };
        return new ItemDecision<T>.Changed(
            skipped.Note(context, rules.NextStage(record), "skipped", message: reason),
            [.. effects, .. NotifyJobs(record), new ItemEffect.Publish(FeedEvents.ItemStage)]);
    }

    private static ItemDecision<T>.Changed EndMissing(T record, ItemContext context)
    {
        var missing = record with { State = ItemState.Missing, MissingSince = context.Now, DueAt = null, FailedJobId = null, EnteredAt = context.Now };
        return new ItemDecision<T>.Changed(
            missing.Note(context, record.Stage, "missing", message: "Its source was gone before it could be read."), [.. NotifyJobs(record)]);
    }

    private T WithError(T record, Fault fault, ItemContext context) =>
        record with { LastError = new ItemError(fault.Code, fault.Message, rules.NextStage(record), context.Now, record.ErrorEntry) };
}

using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Items.Stages;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Imaging;

namespace MediaPipeline.Grains.Items;

/// <summary>Starts attempts, and applies their outcomes.</summary>
internal sealed partial class ItemMachine<T>
{
    /// <summary>Starts the next stage, or the undo stage: a new attempt with a lease.</summary>
    private ItemDecision<T>.Changed Begin(T record, ItemContext context, params IEnumerable<ItemEffect> effects)
    {
        var stage = record.Ending is null ? rules.NextStage(record) : rules.UndoStage(record);
        if (stage is null)
        {
            return EndNow(record with { Ending = null }, record.Ending!, context, effects);
        }

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
            if (record.State is ItemState.Failed or ItemState.Quarantined or ItemState.Skipped && rules.UndoStage(record) is not null)
            {
                // It was given up as lost, and may have had effects after the others had been undone.
                return UndoAgain(record, context);
            }

            return new ItemDecision<T>.Ignored(
                $"outcome of attempt {attempt} while {record.State} at attempt {record.Attempt}", [.. CleanUpAfter(record, outcome)]);
        }

        return Apply(record, outcome, context);
    }

    private ItemDecision<T>.Changed Apply(T record, StageOutcome outcome, ItemContext context) => outcome switch
    {
        StageOutcome.Completed completed => IsUndoing(record) ? CompleteUndo(record, completed.Result, context) : Complete(record, completed, context),
        _ when record.Ending is not null && !IsUndoing(record) => Begin(record, context),
        StageOutcome.Skipped skipped => EndSkipped(record, skipped.Reason, context),
        StageOutcome.Wait wait => Wait(record, wait, context),
        StageOutcome.Gone => EndMissing(record, context),
        StageOutcome.Rejected rejected => EndFailed(record, ItemState.Failed, rejected.Fault, context),
        StageOutcome.Failed failed => EndFailed(record, ItemState.Failed, failed.Fault, context),
        StageOutcome.Quarantined quarantined => EndFailed(record, ItemState.Quarantined, quarantined.Fault, context),
        StageOutcome.Retry retry => RetryLater(record, retry, context),
        _ => throw new InvalidOperationException($"The item machine knows no outcome {outcome.GetType().Name}."),
    };

    private ItemDecision<T>.Changed Complete(T record, StageOutcome.Completed outcome, ItemContext context)
    {
        var stage = rules.NextStage(record);
        var then = outcome.Next is { StartedAt: var ended } && ended < context.Now ? context with { Now = ended } : context;
        var reached = (record with { Stage = stage, Tries = 0 }).At(then.Now, stage).Note(then, stage, "completed", record.Tries + 1);
        var (completed, effects) = rules.Complete(record, reached, outcome.Result, then);
        return outcome.Next is { } next
            ? EndNext(completed, next, context, [.. effects, new ItemEffect.Publish(FeedEvents.ItemStage, completed)])
            : GoOn(completed, context, [.. effects, new ItemEffect.Publish(FeedEvents.ItemStage)]);
    }

    /// <summary>Ends the stage that the same attempt did next, in the same decision, unless the item goes on with another one.</summary>
    private ItemDecision<T>.Changed EndNext(T completed, NextStage next, ItemContext context, IEnumerable<ItemEffect> effects)
    {
        if (string.Equals(rules.NextStage(completed), next.Stage, StringComparison.Ordinal))
        {
            var ended = Apply(completed, next.Outcome, context);
            return ended with { Effects = [.. effects, .. ended.Effects] };
        }

        var goesOn = GoOn(completed, context, effects);
        return goesOn with { Effects = [.. goesOn.Effects, .. CleanUpAfter(goesOn.Record, next.Outcome)] };
    }

    private ItemDecision<T>.Changed GoOn(T completed, ItemContext context, IEnumerable<ItemEffect> effects) =>
        completed.Ending is null && string.Equals(rules.NextStage(completed), ItemKind.Live, StringComparison.Ordinal)
            ? EndLive(completed, context, effects)
            : Begin(completed, context, effects);

    private IEnumerable<ItemEffect> CleanUpAfter(T record, StageOutcome outcome) => outcome.WithNext.SelectMany(late => rules.CleanUpAfter(record, late));

    private ItemDecision<T>.Changed CompleteUndo(T record, StageResult result, ItemContext context)
    {
        var noted = (record with { Tries = 0 }).Note(context, NextStage(record), "completed", record.Tries + 1);
        var (undone, effects) = rules.Complete(record, noted, result, context);
        return EndNow(undone with { Ending = null }, record.Ending!, context, effects);
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
        waiting = known ? waiting : waiting.Note(context, NextStage(record), "waiting", code: waitingFor.Code, message: waitingFor.Message);
        return new ItemDecision<T>.Changed(waiting, [.. NotifyJobs(record)]);
    }

    private ItemDecision<T>.Changed RetryLater(T record, StageOutcome.Retry retry, ItemContext context)
    {
        var (tries, fault) = (record.Tries + 1, retry.Fault);
        if (tries >= context.Options.MaxTries)
        {
            return EndFailed(record, ItemState.Failed, fault, context);
        }

        var message = $"Try {tries} of {context.Options.MaxTries} failed: {fault.Message}";
        var due = context.After(context.Options.DelayAfter(tries));
        return Wait(
            record with { Tries = tries, LastError = ErrorOf(record, fault, context) },
            new StageOutcome.Wait(new WaitingFor("retry", null, message, context.Now), retry.NotBefore > due ? retry.NotBefore : due),
            context);
    }

    private ItemDecision<T>.Changed EndFailed(T record, ItemState state, Fault fault, ItemContext context) =>
        End(record, new ItemEnding(state, record.Attempt, Error: ErrorOf(record, fault, context), Tries: record.Tries + 1), context, isRunning: false);

    private ItemDecision<T>.Changed EndSkipped(T record, string reason, ItemContext context, bool isRunning = false) =>
        End(record, new ItemEnding(ItemState.Skipped, record.Attempt, reason), context, isRunning);

    private ItemDecision<T>.Changed UndoAgain(T record, ItemContext context)
    {
        var error = record.State == ItemState.Skipped ? null : record.LastError;
        var ending = new ItemEnding(record.State, record.Attempt, record.SkippedReason, error, record.Tries);
        var undoing = (record with { Ending = ending, Tries = 0 }).Note(context, NextStage(record), "undoing", message: "A lost attempt ended after all.");
        return Begin(undoing, context);
    }

    /// <summary>Ends it at once when there is nothing to undo, or undoing has failed. A running attempt ends before anything is undone.</summary>
    private ItemDecision<T>.Changed End(T record, ItemEnding ending, ItemContext context, bool isRunning)
    {
        if (record.Ending is not null || rules.UndoStage(record) is null)
        {
            return EndNow(record, ending, context);
        }

        var message = ending.Error?.Message ?? ending.SkippedReason;
        var ends = (record with { Ending = ending, Tries = 0 }).Note(context, NextStage(record), "undoing", code: ending.Error?.Code, message: message);
        return isRunning && record.State == ItemState.Running ? new ItemDecision<T>.Changed(ends, []) : Begin(ends, context);
    }

    private ItemDecision<T>.Changed EndNow(T record, ItemEnding ending, ItemContext context, params IEnumerable<ItemEffect> effects) =>
        ending.Error is { } error
            ? EndFailed(record, ending.State, error, ending.Tries, context, effects)
            : EndSkipped(record, ending.SkippedReason ?? "", context, effects);

    private ItemDecision<T>.Changed EndFailed(
        T record, ItemState state, ItemError error, int tries, ItemContext context, IEnumerable<ItemEffect> before)
    {
        var known = record with { LastError = error };
        var (ended, effects) = record.Ending is null ? rules.GiveUp(known) : (known, []);
        ended = ended with
        {
            State = state,
            Tries = tries,
            DueAt = state == ItemState.Failed ? rules.ExpiresAt(ended, context) : null,
            WaitingFor = null,
            FailedJobId = record.JobId,
            EnteredAt = context.Now,
        };
        var note = state == ItemState.Quarantined ? "quarantined" : "failed";
        return new ItemDecision<T>.Changed(
            ended.Note(context, error.Stage, note, tries, error.Code, error.Message),
            [.. before, .. effects, new ItemEffect.Publish(FeedEvents.ItemFailed), .. NotifyJobs(record)]);
    }

    private ItemDecision<T>.Changed EndSkipped(T record, string reason, ItemContext context, IEnumerable<ItemEffect> before)
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
            Ending = null,
            FailedJobId = null,
            MissingSince = null,
            EnteredAt = context.Now,
        };
        return new ItemDecision<T>.Changed(
            skipped.Note(context, rules.NextStage(record), "skipped", message: reason),
            [.. before, .. effects, .. NotifyJobs(record), new ItemEffect.Publish(FeedEvents.ItemStage)]);
    }

    private static ItemDecision<T>.Changed EndMissing(T record, ItemContext context)
    {
        var missing = record with { State = ItemState.Missing, MissingSince = context.Now, DueAt = null, FailedJobId = null, EnteredAt = context.Now };
        return new ItemDecision<T>.Changed(
            missing.Note(context, record.Stage, "missing", message: "Its source was gone before it could be read."), [.. NotifyJobs(record)]);
    }

    private ItemError ErrorOf(T record, Fault fault, ItemContext context) =>
        new(fault.Code, fault.Message, NextStage(record), context.Now, record.ErrorEntry);

    /// <summary>The stage of the running attempt, or of the next one.</summary>
    private string NextStage(T record) => IsUndoing(record) ? rules.UndoStage(record) ?? rules.NextStage(record) : rules.NextStage(record);

    private static bool IsUndoing(T record) => record.Ending is { } ending && record.Attempt > ending.After;
}

using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Items.Stages;
using MediaPipeline.Grains.Ports;

namespace MediaPipeline.Grains.Items;

/// <summary>Moves an item through its stages: a pure function of record, event and context.</summary>
internal sealed partial class ItemMachine<T>(ItemRules<T> rules)
    where T : ItemRecord
{
    public ItemDecision<T> Decide(T record, ItemEvent happened, ItemContext context) => happened switch
    {
        ItemEvent.Driven => Drive(record, context),
        ItemEvent.Woken => Wake(record, context),
        ItemEvent.StageEnded ended => EndAttempt(record, ended.Attempt, ended.Outcome, context),
        ItemEvent.RetryRequested retry => Retry(record, retry, context),
        ItemEvent.SkipRequested skip => Skip(record, skip, context),
        ItemEvent.Cancelled cancelled => Cancel(record, cancelled.Reason, context),
        ItemEvent.Answered answered => Answer(record, answered.Choice, context),
        _ => rules.Decide(record, happened, context, this),
    };

    /// <summary>The job that drives the item and, until it is live, the one in which it failed.</summary>
    public static IEnumerable<ItemEffect> NotifyJobs(T record)
    {
        if (record.JobId is { } job)
        {
            yield return new ItemEffect.NotifyJob(job);
        }

        if (record.FailedJobId is { } failed && failed != record.JobId)
        {
            yield return new ItemEffect.NotifyJob(failed);
        }
    }

    private ItemDecision<T> Drive(T record, ItemContext context) => record.State switch
    {
        ItemState.Pending => Begin(record, context),
        ItemState.Running when !context.AttemptAlive => Begin(record, context),
        ItemState.Waiting when record.WaitingFor?.Resource is not null => Begin(record, context),
        _ => Ignore($"driven while {record.State}"),
    };

    private ItemDecision<T> Wake(T record, ItemContext context) => record.State switch
    {
        ItemState.Pending when record.DueAt <= context.Now => Begin(record, context),
        ItemState.Running when !context.AttemptAlive => Begin(record, context),
        ItemState.Running when record.DueAt <= context.Now => EndAttempt(record, record.Attempt, LostAttempt(record, context), context),
        ItemState.Waiting when !record.WaitsForAnswer && (record.DueAt is null || record.DueAt <= context.Now) => Begin(record, context),

        // The failure has expired: one more try.
        ItemState.Failed when record.DueAt <= context.Now => Begin(record with { Tries = context.Options.MaxTries - 1 }, context),
        _ => Ignore($"woken while {record.State}"),
    };

    private static StageOutcome.Retry LostAttempt(T record, ItemContext context) => new(new Fault(
        "attemptLost", $"Attempt {record.Attempt} at '{record.FullName}' gave no result within {context.Options.Lease}; it is tried again."));

    private ItemDecision<T> Retry(T record, ItemEvent.RetryRequested requested, ItemContext context)
    {
        switch (record.State)
        {
            case ItemState.Live:
                return Refuse("alreadyLive", $"{record.ItemId} is live: there is nothing to try again.");
            case ItemState.Running when record.Ending is not null:
                return RefuseEnding(record);
            case ItemState.Pending when record.Ending is not null:
                return Begin(record with { JobId = requested.TakenOverBy ?? record.JobId }, context);
            case ItemState.Pending or ItemState.Running:
                return Ignore($"retry requested while {record.State}");
        }

        var fresh = record with
        {
            State = ItemState.Pending,
            Stage = record.State == ItemState.Missing ? rules.Kind.Stages[0] : record.Stage,
            Tries = 0,
            DueAt = null,
            WaitingFor = null,
            SkippedReason = null,
            MissingSince = null,
            Answers = null,
            JobId = requested.TakenOverBy ?? record.JobId,
            EnteredAt = context.Now,
        };
        fresh = fresh.Note(context, NextStage(fresh), "retried");
        return requested.TakenOverBy is null ? Begin(fresh, context) : new ItemDecision<T>.Changed(fresh, []);
    }

    private ItemDecision<T> Skip(T record, ItemEvent.SkipRequested requested, ItemContext context) => record.State switch
    {
        ItemState.Live => Refuse("alreadyLive", $"{record.ItemId} is live: there is nothing left to skip."),
        ItemState.Skipped => Ignore("skipped already"),
        ItemState.Pending when record.Ending is not null => Begin(record, context),
        _ when IsEnding(record) => RefuseEnding(record),
        _ => EndSkipped(record with { JobId = requested.TakenOverBy ?? record.JobId }, requested.Reason, context, context.AttemptAlive),
    };

    private ItemDecision<T> Cancel(T record, string reason, ItemContext context) => record switch
    {
        // Its job took it over to undo it again, and does not drive it any more.
        { State: ItemState.Pending, Ending: not null } => Begin(record, context),
        { State: ItemState.Pending or ItemState.Running or ItemState.Waiting, Ending: null } => rules.Restore(record, context) is { } restored
            ? new ItemDecision<T>.Changed(restored, [.. NotifyJobs(record)])
            : EndSkipped(record, reason, context, context.AttemptAlive),
        _ => Ignore($"cancelled while {record.State}"),
    };

    private ItemDecision<T> Answer(T record, string choice, ItemContext context)
    {
        if (!record.WaitsForAnswer || record.WaitingFor is not { Choices: { } choices } question)
        {
            return Refuse("noQuestion", $"{record.ItemId} is {record.State.ToString().ToLowerInvariant()} and has no question to answer.");
        }

        if (!choices.Contains(choice, StringComparer.Ordinal))
        {
            return new ItemDecision<T>.Refused(CommandResult.Invalid(
                "unknownChoice", $"'{choice}' is none of the choices of '{question.Code}': {string.Join(", ", choices)}."));
        }

        var answers = record.Answers is { } earlier ? new Dictionary<string, string>(earlier, StringComparer.Ordinal) : new(StringComparer.Ordinal);
        answers[question.Code] = choice;
        var answered = record with { Answers = answers };
        return Begin(answered.Note(context, rules.NextStage(record), "answered", code: question.Code, message: choice), context);
    }

    private static bool IsEnding(T record) => record is { Ending: not null, State: ItemState.Pending or ItemState.Running or ItemState.Waiting };

    private static ItemDecision<T>.Refused RefuseEnding(T record) =>
        Refuse("ending", $"{record.ItemId} is being undone, and is {record.Ending!.State.ToString().ToLowerInvariant()} after that.");

    private static ItemDecision<T>.Ignored Ignore(string reason) => new(reason, []);

    private static ItemDecision<T>.Refused Refuse(string code, string message) => new(CommandResult.Conflict(code, message));
}

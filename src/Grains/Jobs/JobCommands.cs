using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Jobs;

namespace MediaPipeline.Grains.Jobs;

/// <summary>Commands to a job, as pure functions of its record and the time. Null: nothing to change.</summary>
internal static class JobCommands
{
    public static (JobRecord? State, CommandResult Result) Pause(JobRecord job) => job.State switch
    {
        JobState.Paused => (null, CommandResult.Done),
        JobState.Queued or JobState.Running or JobState.Waiting => (job with { State = JobState.Paused, DueAt = null }, CommandResult.Done),
        _ => Refuse(job, "paused"),
    };

    public static (JobRecord? State, CommandResult Result) Resume(JobRecord job, DateTimeOffset now) => job.State switch
    {
        JobState.Running or JobState.Queued => (null, CommandResult.Done),
        JobState.Paused => (
            job with { State = job.Question is null ? JobState.Running : JobState.Waiting, Stale = false, LastProgressAt = now, DueAt = now },
            CommandResult.Done),
        _ => Refuse(job, "resumed"),
    };

    public static (JobRecord? State, CommandResult Result) Cancel(JobRecord job, DateTimeOffset now) => job.State switch
    {
        JobState.Cancelled => (null, CommandResult.Done),
        _ when job.CancelRefusal is { } refusal => (null, CommandResult.Conflict("cannotCancel", refusal)),
        JobState.Queued or JobState.Running or JobState.Waiting or JobState.Paused => (
            job with { State = JobState.Cancelled, Phase = JobPhases.Cancelling, Cursor = null, WaitingFor = null, Question = null, DueAt = now },
            CommandResult.Done),
        _ => Refuse(job, "cancelled"),
    };

    public static (JobRecord? State, CommandResult Result) Retry(JobRecord job, DateTimeOffset now) => job.State switch
    {
        JobState.CompletedWithErrors or JobState.Failed => (Again(job, now), CommandResult.Done),
        _ => Refuse(job, "retried: only a job that ended with errors can be"),
    };

    public static (JobRecord? State, CommandResult Result) Answer(JobRecord job, string choice, DateTimeOffset now)
    {
        if (job.Question is not { } question)
        {
            return (null, CommandResult.Conflict("noQuestion", $"Job {job.Id} is {job.State.ToString().ToLowerInvariant()} and has no question to answer."));
        }

        if (!question.Choices.Contains(choice, StringComparer.Ordinal))
        {
            return (null, CommandResult.Invalid(
                "unknownChoice", $"'{choice}' is none of the choices of '{question.Code}': {string.Join(", ", question.Choices)}."));
        }

        var answers = new Dictionary<string, string>(job.Answers, StringComparer.Ordinal) { [question.Code] = choice };
        var state = job.State == JobState.Waiting ? JobState.Running : job.State;
        return (job with { State = state, Question = null, WaitingFor = null, Answers = answers, LastProgressAt = now, DueAt = now }, CommandResult.Done);
    }

    // A job that failed as a whole starts over; otherwise only failed items are tried again.
    private static JobRecord Again(JobRecord job, DateTimeOffset now) => job with
    {
        State = JobState.Running,
        Phase = job.State == JobState.Failed ? job.FirstPhase : JobPhases.Retrying,
        Cursor = null,
        Failure = null,
        Alerted = false,
        FinalProgress = null,
        CompletedAt = null,
        LastProgressAt = now,
        DueAt = now,
    };

    private static (JobRecord? State, CommandResult Result) Refuse(JobRecord job, string what) =>
        (null, CommandResult.Conflict("wrongState", $"Job {job.Id} is {job.State.ToString().ToLowerInvariant()} and cannot be {what}."));
}

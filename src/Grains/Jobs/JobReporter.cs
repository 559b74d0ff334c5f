using System.Diagnostics.Metrics;
using System.Text.Json;
using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.Ports.Events;
using MediaPipeline.Grains.Ports.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Jobs;

/// <summary>Reports the state of a job: figures from the store, events, alerts, the stale flag, and its end.</summary>
internal sealed partial class JobReporter(
    IItemStore items, JobViews views, IEventSink events, IOptionsMonitor<JobOptions> options, TimeProvider clock, ILogger<JobReporter> logger)
{
    private static readonly Meter Meter = new(GrainMeters.Name);
    private static readonly Counter<long> Alerts = Meter.CreateCounter<long>(
        "mediapipeline.jobs.alerts", "{alert}", "Jobs with too many failed items, or without progress, by reason.");
    private static readonly Counter<long> EndedJobs = Meter.CreateCounter<long>(
        "mediapipeline.jobs.ended", "{job}", "Jobs that ended, by type and state.");

    private readonly System.Collections.Concurrent.ConcurrentDictionary<JobId, Reported> _reported = new();

    /// <summary>Publishes the job as it is now.</summary>
    public async Task PublishAsync(string name, JobRecord job) => Publish(name, job, await items.TallyAsync(job.Id, CancellationToken.None));

    /// <summary>
    /// At most twice a second, and only when something changed: a progress event, the time of the last progress, the alert, the stale flag. Counting a million
    /// items takes a while, so it is done so rarely that it takes at most a tenth of the job's time.
    /// </summary>
    public async Task ProgressAsync(JobRecord job, Func<JobRecord, Task> save)
    {
        var now = clock.GetUtcNow();
        var last = _reported.GetOrAdd(job.Id, _ => new Reported(null, now, job.LastProgressAt ?? now));
        if (IsEnded(job) || now < last.Next)
        {
            return;
        }

        var start = clock.GetTimestamp();
        var tally = await items.TallyAsync(job.Id, CancellationToken.None);
        var pause = TimeSpan.FromTicks(Math.Max(options.CurrentValue.ProgressEvery.Ticks, 10 * clock.GetElapsedTime(start).Ticks));
        var progress = views.Progress(job, tally, now);
        var mark = Mark(job, progress);
        var moved = !string.Equals(mark, last.Mark, StringComparison.Ordinal);

        // A resumed job gets a new start time, though nothing else has changed.
        var lastProgress = moved ? now : job.LastProgressAt > last.ProgressAt ? job.LastProgressAt.Value : last.ProgressAt;
        _reported[job.Id] = new Reported(mark, now + pause, lastProgress);
        if (moved)
        {
            Publish(FeedEvents.JobProgress, job with { LastProgressAt = now }, tally);
        }

        await CheckAsync(job, progress, lastProgress, save);
    }

    /// <summary>Stores the end of a job if nothing is outstanding; otherwise what it waits for.</summary>
    public async Task TryEndAsync(JobRecord job, Func<JobRecord, Task> save)
    {
        var tally = await items.TallyAsync(job.Id, CancellationToken.None);
        var outstanding = tally.Counts
            .Where(c => c.State is ItemState.Pending or ItemState.Running or ItemState.Waiting && c.Count > 0)
            .GroupBy(c => c.State)
            .ToDictionary(g => g.Key, g => g.Sum(c => c.Count));
        if (outstanding.Count > 0)
        {
            await ExplainWaitingAsync(job, outstanding, save);
            return;
        }

        // From the same counts: an item that is retried meanwhile has failed in this job, whatever the retry gives.
        await EndAsync(job, tally, save);
    }

    /// <summary>When only waiting items are left, the job waits too, and shows what for.</summary>
    private async Task ExplainWaitingAsync(JobRecord job, Dictionary<ItemState, long> outstanding, Func<JobRecord, Task> save)
    {
        var waiting = outstanding.GetValueOrDefault(ItemState.Waiting);
        if (waiting == 0 || outstanding.Count > 1)
        {
            if (job.State == JobState.Waiting)
            {
                await save(job with { State = JobState.Running, WaitingFor = null });
            }

            return;
        }

        var first = await items.FindFirstWaitAsync(job.Id, CancellationToken.None);
        if (first is null || string.Equals(first.Message, job.WaitingFor?.Message, StringComparison.Ordinal))
        {
            return;
        }

        var explained = job with
        {
            State = string.Equals(first.Code, "retry", StringComparison.Ordinal) ? JobState.Running : JobState.Waiting,
            WaitingFor = first with { Resource = null, Message = waiting == 1 ? first.Message : $"{waiting} items wait; one of them: {first.Message}" },
        };
        if (!string.Equals(explained.WaitingFor.Message, job.WaitingFor?.Message, StringComparison.Ordinal))
        {
            await save(explained);
            await PublishAsync(FeedEvents.JobWaiting, explained);
        }
    }

    /// <summary>Stores the end of a job with its figures.</summary>
    public async Task EndAsync(JobRecord job, Func<JobRecord, Task> save) =>
        await EndAsync(job, await items.TallyAsync(job.Id, CancellationToken.None), save);

    private async Task EndAsync(JobRecord job, JobTally tally, Func<JobRecord, Task> save)
    {
        var now = clock.GetUtcNow();
        var progress = views.Progress(job, tally, now);
        var ended = job.WithCounts(tally) with
        {
            State = StateAtEnd(job, progress),
            Phase = JobPhases.Done,
            WaitingFor = null,
            Question = null,
            DueAt = null,
            CompletedAt = now,
            LastProgressAt = now,
            FinalProgress = progress with { ItemsPerSecond = PerSecond(job, progress, now) },
            Alerted = job.Alerted || IsAlarming(progress),
        };
        await save(ended);
        if (ended.Alerted && !job.Alerted)
        {
            await AlertAsync(ended, progress);
        }

        _reported.TryRemove(job.Id, out _);
        EndedJobs.Add(1, new("type", job.Type), new("state", ended.State.ToString()));
        LogEnded(job.Id, job.Type, job.Source, ended.State, progress.Total ?? 0, progress.Failed, progress.Unchanged);
        await PublishAsync(ended.State == JobState.Failed ? FeedEvents.JobFailed : FeedEvents.JobCompleted, ended);
    }

    /// <summary>The ended job, completed when nothing that failed in it counts as failed any more; itself otherwise.</summary>
    public async Task<JobRecord> RecheckFailuresAsync(JobRecord job)
    {
        if (job is not { State: JobState.CompletedWithErrors, FinalProgress: { } final })
        {
            return job;
        }

        var tally = await items.TallyAsync(job.Id, CancellationToken.None);
        return tally.FailedHere > 0 ? job : job with
        {
            State = JobState.Completed,
            FinalProgress = views.Progress(job, tally, clock.GetUtcNow()) with { ItemsPerSecond = final.ItemsPerSecond },
        };
    }

    private void Publish(string name, JobRecord job, JobTally tally) =>
        events.Publish(new FeedEvent(name, job.Id, null, JsonSerializer.Serialize(views.ToView(job, tally, [], clock.GetUtcNow()), ContractJson.Options)));

    private async Task CheckAsync(JobRecord job, JobProgress progress, DateTimeOffset lastProgress, Func<JobRecord, Task> save)
    {
        var now = clock.GetUtcNow();
        if (!job.Alerted && IsAlarming(progress))
        {
            job = job with { Alerted = true };
            await save(job);
            await AlertAsync(job, progress);
        }

        if (job.State == JobState.Running && now - lastProgress >= options.CurrentValue.StaleAfter)
        {
            Alerts.Add(1, new KeyValuePair<string, object?>("reason", "stale"));
            LogStale(job.Id, job.Source, lastProgress);
            job = job with { State = JobState.Paused, Stale = true, LastProgressAt = lastProgress, DueAt = null };
            await save(job);
            await PublishAsync(FeedEvents.JobAlert, job);
        }
        else if (job.LastProgressAt is { } stored && lastProgress - stored >= options.CurrentValue.CompareEvery)
        {
            await save(job with { LastProgressAt = lastProgress });
        }
    }

    private async Task AlertAsync(JobRecord job, JobProgress progress)
    {
        Alerts.Add(1, new KeyValuePair<string, object?>("reason", "failures"));
        LogAlert(job.Id, job.Source, progress.Failed, Ended(progress));
        await PublishAsync(FeedEvents.JobAlert, job);
    }

    private bool IsAlarming(JobProgress progress) =>
        Ended(progress) >= options.CurrentValue.AlertFrom && progress.Failed > options.CurrentValue.AlertShare * Ended(progress);

    private static long Ended(JobProgress progress) =>
        progress.Failed + progress.Skipped + progress.Missing + progress.ByStage.GetValueOrDefault(ItemKind.Live);

    private static JobState StateAtEnd(JobRecord job, JobProgress progress) =>
        job.State == JobState.Cancelled ? JobState.Cancelled
        : job.Failure is not null ? JobState.Failed
        : progress.Failed > 0 ? JobState.CompletedWithErrors
        : JobState.Completed;

    private static double? PerSecond(JobRecord job, JobProgress progress, DateTimeOffset now) =>
        job.StartedAt is { } started && now > started ? Math.Round((Ended(progress) + progress.Unchanged) / (now - started).TotalSeconds, 1) : null;

    private static string Mark(JobRecord job, JobProgress progress) =>
        $"{job.State} {job.Phase} {job.Cursor} {progress.Unchanged} {progress.Failed} {progress.Skipped} {progress.Missing}"
        + $" {string.Join(' ', progress.ByStage.Values)} {job.Findings}";

    private static bool IsEnded(JobRecord job) => string.Equals(job.Phase, JobPhases.Done, StringComparison.Ordinal);

    private sealed record Reported(string? Mark, DateTimeOffset Next, DateTimeOffset ProgressAt);

    [LoggerMessage(2311, LogLevel.Information, "Job {JobId} ({Type} of {Source}) ended as {State}: {Total} items, {Failed} failed, {Unchanged} unchanged")]
    private partial void LogEnded(JobId jobId, string type, string? source, JobState state, long total, long failed, long unchanged);

    [LoggerMessage(2312, LogLevel.Warning, "Job {JobId} of {Source}: {Failed} of {Ended} items failed")]
    private partial void LogAlert(JobId jobId, string? source, long failed, long ended);

    [LoggerMessage(2313, LogLevel.Warning, "Job {JobId} of {Source} has made no progress since {Since}: paused")]
    private partial void LogStale(JobId jobId, string? source, DateTimeOffset since);
}

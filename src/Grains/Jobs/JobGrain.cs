using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Tracing;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Grains.Tracing;
using Microsoft.Extensions.Logging;

namespace MediaPipeline.Grains.Jobs;

/// <summary>One job: its commands, and the turns in which it takes its next step. What each kind of job does is in its <see cref="JobSteps"/>.</summary>
internal sealed partial class JobGrain(
    [PersistentState(StateNames.Jobs, StateNames.Storage)] IPersistentState<JobRecord> record,
    JobKinds kinds,
    JobStepsFactory factory,
    JobReporter reporter,
    TimeProvider clock,
    ILogger<JobGrain> logger) : Grain, IJobGrain, IJobGrainInternal
{
    private const string StepFailed = "stepFailed";

    // A call to itself is dropped once it has been queued for the response timeout.
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMinutes(1);
    private JobSteps? _steps;
    private DateTimeOffset? _pumpAskedAt;
    private bool _held;

    public async Task Start(StartJobRequest request)
    {
        if (!record.RecordExists)
        {
            var now = clock.GetUtcNow();
            var job = kinds.For(request.Payload).Create(request.Payload) with
            {
                Id = JobId.FromValidated(this.GetPrimaryKeyString()),
                Source = request.Source,
                ParentId = request.ParentId,
                Priority = request.Priority,
                CreatedAt = now,
                LastProgressAt = now,
                DueAt = now,
            };
            using var span = GrainTraces.StartJob(job);
            await Save(job with { Phase = job.FirstPhase, TraceParent = span is null ? PipelineTrace.Carried : PipelineTrace.OfActivity });
            await reporter.PublishAsync(FeedEvents.JobCreated, record.State);
        }

        await AskPump();
    }

    public Task<CommandResult> Pause() => Command(JobCommands.Pause);

    public Task<CommandResult> Resume() => Command(job => JobCommands.Resume(job, clock.GetUtcNow()));

    public Task<CommandResult> Cancel() => Command(job => JobCommands.Cancel(job, clock.GetUtcNow()));

    public Task<CommandResult> Retry() => Command(job => JobCommands.Retry(job, clock.GetUtcNow()));

    public Task<CommandResult> Answer(string choice) => Command(job => JobCommands.Answer(job, choice, clock.GetUtcNow()));

    public Task Wake() => AskPump();

    public Task ItemIdle(string itemId, WaitingFor? waitingFor)
    {
        _steps?.ItemIdle(itemId, waitingFor);
        return AskPump();
    }

    public async Task Pump()
    {
        _pumpAskedAt = null;
        if (!record.RecordExists)
        {
            DeactivateOnIdle();
            return;
        }

        // The caller that woke it may belong to another trace.
        PipelineTrace.Carry(record.State.TraceParent);
        try
        {
            if (await Step())
            {
                await AskPump();
            }

            _held = false;
        }
        catch (Exception e) when (Outage.Find(e) is { } outage)
        {
            // Nothing can be stored, not even the waiting: the next sweep tries again.
            if (!_held)
            {
                LogHeld(record.State.Id, outage.Message);
            }

            _held = true;
        }
        catch (Exception e)
        {
            LogBroken(e, record.State.Id, record.State.Phase);
            await ReportFault(e);
        }
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_steps is not null)
        {
            await _steps.DisposeAsync();
        }
    }

    /// <summary>True when there is more to do at once.</summary>
    private async Task<bool> Step()
    {
        var job = record.State;
        if (HasEnded(job))
        {
            await Settle(await reporter.RecheckFailuresAsync(job));
            return false;
        }

        if (job.State == JobState.Queued)
        {
            await Save(job with { State = JobState.Running, StartedAt = clock.GetUtcNow() });
            await reporter.PublishAsync(FeedEvents.JobStarted, record.State);
        }

        _steps ??= factory.Create(record.State, Save);
        var more = await _steps.StepAsync(record.State);
        if (IsFault(record.State.WaitingFor))
        {
            await Save(record.State with { WaitingFor = null });
        }

        await reporter.ProgressAsync(record.State, Save);
        if (HasEnded(record.State))
        {
            GrainTraces.EndJob(record.State);
            await Settle(record.State);
            return false;
        }

        return more;
    }

    private async Task Settle(JobRecord job)
    {
        if (job != record.State)
        {
            await Save(job);
            await reporter.PublishAsync(FeedEvents.JobCompleted, job);
        }

        DeactivateOnIdle();
    }

    /// <summary>A failed step is repeated at the next sweep; until it succeeds, the job shows why it is not making progress.</summary>
    private async Task ReportFault(Exception e)
    {
        var fault = e is RenditionStoreException disk
            ? new WaitingFor(disk.Fault.Code, null, disk.Message, clock.GetUtcNow())
            : new WaitingFor(StepFailed, null, $"A step failed and will be repeated: {e.Message}", clock.GetUtcNow());
        if (!string.Equals(fault.Message, record.State.WaitingFor?.Message, StringComparison.Ordinal))
        {
            await Save(record.State with { WaitingFor = fault });
            await reporter.PublishAsync(FeedEvents.JobWaiting, record.State);
        }
    }

    private static bool IsFault(WaitingFor? waitingFor) =>
        waitingFor is { Resource: null } && waitingFor.Code is StepFailed or "markerMissing" or "outputUnavailable";

    private static bool HasEnded(JobRecord job) => string.Equals(job.Phase, JobPhases.Done, StringComparison.Ordinal);

    private async Task<CommandResult> Command(Func<JobRecord, (JobRecord? State, CommandResult Result)> decide)
    {
        if (!record.RecordExists)
        {
            return CommandResult.NotFound($"There is no job {this.GetPrimaryKeyString()}.");
        }

        var (state, result) = decide(record.State);
        if (state is not null)
        {
            LogCommanded(state.Id, record.State.State, state.State);
            await Save(state);
            await reporter.PublishAsync(FeedEvents.JobProgress, state);
        }

        await AskPump();
        return result;
    }

    private Task Save(JobRecord job) => record.StoreAsync(job);

    private Task AskPump()
    {
        var now = clock.GetUtcNow();
        if (now - _pumpAskedAt < AskAgainAfter)
        {
            return Task.CompletedTask;
        }

        _pumpAskedAt = now;
        return this.AsReference<IJobGrainInternal>().Pump();
    }

    [LoggerMessage(2301, LogLevel.Information, "Job {JobId} changed from {Before} to {After} by a command")]
    private partial void LogCommanded(JobId jobId, JobState before, JobState after);

    [LoggerMessage(2303, LogLevel.Error, "Job {JobId}: a step in phase {Phase} failed; it is repeated at the next sweep")]
    private partial void LogBroken(Exception e, JobId jobId, string phase);

    [LoggerMessage(2302, LogLevel.Information, "Job {JobId} is held: {Why}")]
    private partial void LogHeld(JobId jobId, string why);
}

using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Tracing;
using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Ports.Events;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Grains.Stages;
using MediaPipeline.Grains.Workers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Images;

/// <summary>One picture: loads, lets the machine decide, stores, acts.</summary>
internal sealed partial class ImageGrain(
    [PersistentState(StateNames.Images, StateNames.Storage)] IPersistentState<ImageState> record,
    IOptionsMonitor<ImageOptions> options,
    IOptionsMonitor<RenditionOptions> renditions,
    IRenditionStore files,
    IEventSink events,
    TimeProvider clock,
    ILogger<ImageGrain> logger) : Grain, IImageGrain, IImageWork
{
    // The attempt that this activation handed out; one that was found in the store died with its process.
    private int _handedOut;

    public Task Drive() => Apply(new ImageEvent.Driven());

    public Task Wake() => Apply(new ImageEvent.Woken());

    public async Task<CommandResult> Retry(JobId? takenOverBy) => await Apply(new ImageEvent.RetryAsked(takenOverBy)) switch
    {
        ImageDecision.Refused refused => refused.Result,
        null => CommandResult.NotFound($"There is no picture {this.GetPrimaryKeyString()}."),
        _ => CommandResult.Done,
    };

    public async Task<CommandResult> Skip(string reason, JobId? takenOverBy) => await Apply(new ImageEvent.SkipAsked(reason, takenOverBy)) switch
    {
        ImageDecision.Refused refused => refused.Result,
        null => CommandResult.NotFound($"There is no picture {this.GetPrimaryKeyString()}."),
        _ => CommandResult.Done,
    };

    public async Task<CommandResult> Cancel(string reason) =>
        await Apply(new ImageEvent.Cancelled(reason)) is null ? CommandResult.NotFound($"There is no picture {this.GetPrimaryKeyString()}.") : CommandResult.Done;

    public async Task StageEnded(int attempt, StageOutcome outcome)
    {
        try
        {
            if (await Apply(new ImageEvent.StageEnded(attempt, outcome)) is null && outcome is StageOutcome.Rendered orphan)
            {
                // The collection was deleted meanwhile: nothing names these files any more.
                await DeleteFiles(orphan.CacheFolderId, [orphan.Thumbnail.Path, orphan.Cache.Path]);
            }

            // Only now: until the state is stored the folder's sum does not hold them.
            await Settle(attempt, outcome);
        }
        catch (RenditionStoreException e) when (record.State is { State: ItemState.Running, CacheFolderId: not null })
        {
            // An end for which files are to go cannot be stored while their disk is away: the picture waits for it.
            var closed = await GrainFactory.GetGrain<ICacheFolderWork>(record.State.CacheFolderId.Value.Value).Report(e.Fault.Code, e.Fault.Message);
            await Apply(new ImageEvent.StageEnded(attempt, new StageOutcome.Wait(closed)));
        }
    }

    public async Task<bool> Seen(ImageSighting sighting) => await Apply(new ImageEvent.Seen(sighting)) is ImageDecision.Moved;

    public Task Vanished(JobId jobId) => Apply(new ImageEvent.Vanished(jobId));

    public async Task Remove()
    {
        if (await Exists())
        {
            await DeleteAllFiles();
            await record.ClearStateAsync();
        }

        DeactivateOnIdle();
    }

    /// <summary>Null when there is no such picture.</summary>
    private async Task<ImageDecision?> Apply(ImageEvent happened)
    {
        if (!await Exists())
        {
            DeactivateOnIdle();
            return null;
        }

        var decision = ImageMachine.Decide(record.State, happened, Context());
        switch (decision)
        {
            case ImageDecision.Moved moved:
                await Move(moved);
                break;
            case ImageDecision.Ignored ignored:
                LogIgnored(record.State.Id, ignored.Reason);
                await Act(ignored.Effects, afterWrite: true);
                break;
        }

        if (record.State.State is not (ItemState.Running or ItemState.Pending))
        {
            DeactivateOnIdle();
        }

        return decision;
    }

    private async Task Move(ImageDecision.Moved moved)
    {
        await Act(moved.Effects, afterWrite: false);
        await record.StoreAsync(ImageTraces.Mark(moved.State, moved.Effects, PipelineTrace.Carried));
        await Act(moved.Effects, afterWrite: true);
    }

    private async Task Act(IReadOnlyList<ImageEffect> effects, bool afterWrite)
    {
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case ImageEffect.DeleteAllRenditions when !afterWrite && record.State.MayHaveRenditions():
                    await DeleteAllFiles();
                    break;
                case ImageEffect.DeleteFiles delete when afterWrite:
                    await DeleteFiles(delete.Folder, delete.Paths);
                    break;
                case ImageEffect.DeleteStrays strays when afterWrite:
                    await DeleteFiles(strays.Folder, RenditionRecipe.AllPaths(renditions.CurrentValue, record.State));
                    break;
                case ImageEffect.RunStage run when afterWrite:
                    _handedOut = run.Attempt;
                    PipelineTrace.Carry(record.State.TraceParent);
                    await GrainFactory.GetGrain<IImageWorkerGrain>(0).Run(new ImageWork(run.Stage, run.Attempt, record.State));
                    break;
                case ImageEffect.TellJob tell when afterWrite:
                    await GrainFactory.GetGrain<IJobGrain>(tell.JobId.Value).ItemRested(record.State.Id.Value, record.State.State, record.State.WaitingFor);
                    break;
                case ImageEffect.Announce announce when afterWrite:
                    Announce(announce.Event);
                    break;
            }
        }
    }

    private void Announce(string name)
    {
        var state = record.State;
        ImageMetrics.Count(name, state);
        if (string.Equals(name, FeedEvents.ItemFailed, StringComparison.Ordinal))
        {
            LogFailed(state.Id, state.Path, ImageViews.EntryOf(state), state.JobId, state.LastError?.Stage, state.LastError?.Code, state.LastError?.Message);
        }

        events.Publish(ItemEvents.Of(name, state));
    }

    // Who discovers a picture writes its first record: an activation that came too early reads again.
    private async Task<bool> Exists()
    {
        if (!record.RecordExists)
        {
            await record.ReadStateAsync();
        }

        return record.RecordExists;
    }

    private ImageContext Context() => new(
        clock.GetUtcNow(), options.CurrentValue, RenditionRecipe.Of(renditions.CurrentValue), Random.Shared.NextDouble(), _handedOut == record.State.Attempt);
}

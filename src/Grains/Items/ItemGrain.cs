using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Tracing;
using MediaPipeline.Grains.Items.Stages;
using Microsoft.Extensions.Logging;

namespace MediaPipeline.Grains.Items;

/// <summary>One item: loads the record, lets the machine decide, stores, acts.</summary>
internal abstract partial class ItemGrain<T> : Grain, IItemGrain, IItemGrainInternal
    where T : ItemRecord
{
    private readonly IPersistentState<T> _state;
    private readonly ItemGrainServices _services;
    private readonly ILogger _logger;

    // The attempt that this activation started; one that was found in the store died with its process.
    private int _handedOut;

    protected ItemGrain(IPersistentState<T> state, ItemGrainServices services) =>
        (_state, _services, _logger) = (state, services, services.Loggers.CreateLogger(GetType()));

    protected T Record => _state.State;

    /// <summary>Whether an attempt that this activation started is running.</summary>
    protected bool IsStageRunning => Record.State == ItemState.Running && _handedOut == Record.Attempt;

    protected abstract ItemRules<T> Rules { get; }

    public Task Drive() => ApplyAsync(new ItemEvent.Driven());

    public Task Wake() => ApplyAsync(new ItemEvent.Woken());

    public Task<CommandResult> Retry(Contracts.Ids.JobId? takenOverBy) => CommandAsync(new ItemEvent.RetryRequested(takenOverBy));

    public Task<CommandResult> Skip(string reason, Contracts.Ids.JobId? takenOverBy) => CommandAsync(new ItemEvent.SkipRequested(reason, takenOverBy));

    public Task<CommandResult> Cancel(string reason) => CommandAsync(new ItemEvent.Cancelled(reason));

    public Task<CommandResult> Answer(string choice) => CommandAsync(new ItemEvent.Answered(choice));

    public virtual Task StageEnded(int attempt, StageOutcome outcome) => ApplyAsync(new ItemEvent.StageEnded(attempt, outcome));

    /// <summary>Carries out an effect specific to the kind.</summary>
    protected virtual Task ActAsync(ItemEffect effect) =>
        throw new InvalidOperationException($"{GetType().Name} knows no effect {effect.GetType().Name}.");

    /// <summary>Null when there is no such item.</summary>
    protected async Task<ItemDecision<T>?> ApplyAsync(ItemEvent happened)
    {
        if (!await ExistsAsync())
        {
            DeactivateOnIdle();
            return null;
        }

        var machine = new ItemMachine<T>(Rules);
        var decision = machine.Decide(Record, happened, Context());
        switch (decision)
        {
            case ItemDecision<T>.Changed changed:
                await StoreAsync(await _services.InTurn.RunAsync(changed, machine, Context));
                break;
            case ItemDecision<T>.Ignored ignored:
                LogIgnored(Record.ItemId, ignored.Reason);
                await ActAsync(ignored.Effects);
                break;
        }

        if (Record.State is not (ItemState.Running or ItemState.Pending))
        {
            DeactivateOnIdle();
        }

        return decision;
    }

    /// <summary>The first record is written by whoever discovers the item, not by the grain: an activation that was too early reads again.</summary>
    protected async Task<bool> ExistsAsync()
    {
        if (!_state.RecordExists)
        {
            await _state.ReadStateAsync();
        }

        return _state.RecordExists;
    }

    protected Task ClearAsync() => _state.ClearStateAsync();

    protected async Task<CommandResult> CommandAsync(ItemEvent requested) => await ApplyAsync(requested) switch
    {
        ItemDecision<T>.Refused refused => refused.Result,
        null => CommandResult.NotFound($"There is no {Rules.Kind.Name} {this.GetPrimaryKeyString()}."),
        _ => CommandResult.Done,
    };

    private async Task StoreAsync(ItemDecision<T>.Changed changed)
    {
        await ActAsync(changed.Effects.Where(effect => effect.BeforeWrite));
        await _state.StoreAsync(changed.Record.WithTrace(changed.Effects, PipelineTrace.Carried));
        await ActAsync(changed.Effects.Where(effect => !effect.BeforeWrite));
    }

    private async Task ActAsync(IEnumerable<ItemEffect> effects)
    {
        foreach (var effect in effects)
        {
            await (effect switch
            {
                ItemEffect.RunStage run => HandOutAsync(run),
                ItemEffect.NotifyJob notify => GrainFactory.GetGrain<IJobGrain>(notify.JobId.Value).ItemIdle(Record.ItemId, Record.WaitingFor),
                ItemEffect.Publish publish => PublishAsync(publish),
                _ => ActAsync(effect),
            });
        }
    }

    private Task PublishAsync(ItemEffect.Publish publish)
    {
        _services.Publisher.Publish(publish.Event, Rules.Kind, publish.Item ?? Record);
        return Task.CompletedTask;
    }

    private Task HandOutAsync(ItemEffect.RunStage run)
    {
        _handedOut = run.Attempt;
        PipelineTrace.Carry(Record.TraceParent);
        return GrainFactory.GetGrain<IStageWorkerGrain>(0).Run(new StageRun(run.Stage, run.Attempt, Record));
    }

    private ItemContext Context() => new(
        _services.Clock.GetUtcNow(), _services.Options.Get(Rules.Kind.Name), Random.Shared.NextDouble(), _handedOut == Record.Attempt);
}

using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Items.Stages;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Items;

/// <summary>
/// Takes items that were just discovered through the stages that only compute, before they are stored for the first time: so each is written once.
/// </summary>
internal sealed class FirstStages(StagesInTurn inTurn, IOptionsMonitor<ItemOptions> options, ItemPublisher publisher, TimeProvider clock)
{
    /// <param name="first">Its first record.</param>
    /// <param name="find">An outcome that is known already, of a stage that would not run in turn.</param>
    /// <returns>The record to store: at its end, or pending before a stage that its grain runs; and what is to be published then.</returns>
    public async Task<(T Record, IReadOnlyList<ItemEffect.Publish> Published)> RunAsync<T>(
        T first, ItemRules<T> rules, Func<T, string, StageOutcome?>? find = null)
        where T : ItemRecord
    {
        var machine = new ItemMachine<T>(rules);
        var begun = (ItemDecision<T>.Changed)machine.Decide(first, new ItemEvent.Driven(), Context());
        var ended = await inTurn.RunAsync(begun, machine, Context, find);
        var record = ended.Record.State == ItemState.Running ? ended.Record with { State = ItemState.Pending, DueAt = null } : ended.Record;
        return (record, [.. ended.Effects.OfType<ItemEffect.Publish>()]);

        ItemContext Context() => new(clock.GetUtcNow(), options.Get(rules.Kind.Name), Random.Shared.NextDouble(), AttemptAlive: true);
    }

    /// <summary>To be called once the record is stored.</summary>
    public void Publish(ItemKind kind, ItemRecord stored, IEnumerable<ItemEffect.Publish> published)
    {
        foreach (var publish in published)
        {
            publisher.Publish(publish.Event, kind, publish.Item ?? stored);
        }
    }
}

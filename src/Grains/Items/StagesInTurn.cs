using MediaPipeline.Grains.Items.Stages;

namespace MediaPipeline.Grains.Items;

/// <summary>Runs the stages that only compute, one after another: the record is stored once, with all their results.</summary>
internal sealed class StagesInTurn(StageCatalog stages, StageRunner runner)
{
    /// <param name="changed">The decision that may have begun such a stage.</param>
    /// <param name="find">An outcome that is known already, of a stage that would not run in turn.</param>
    /// <returns>The decision to store. Its stage to run, if there is one, is none of these.</returns>
    public async Task<ItemDecision<T>.Changed> RunAsync<T>(
        ItemDecision<T>.Changed changed, ItemMachine<T> machine, Func<ItemContext> context, Func<T, string, StageOutcome?>? find = null)
        where T : ItemRecord
    {
        while (changed.Effects.OfType<ItemEffect.RunStage>().FirstOrDefault() is { } run && await OutcomeAsync(run, changed.Record, find) is { } outcome)
        {
            var next = (ItemDecision<T>.Changed)machine.Decide(changed.Record, new ItemEvent.StageEnded(run.Attempt, outcome), context());
            var before = changed;
            changed = next with { Effects = [.. before.Effects.Where(effect => effect != run).Select(effect => AsOf(effect, before.Record)), .. next.Effects] };
        }

        return changed;
    }

    private async Task<StageOutcome?> OutcomeAsync<T>(ItemEffect.RunStage run, T record, Func<T, string, StageOutcome?>? find)
        where T : ItemRecord => find?.Invoke(record, run.Stage) is { } known ? known
            : stages.Find(record, run.Stage).RunsInTurn ? await runner.RunAsync(new StageRun(run.Stage, run.Attempt, record))
            : null;

    // Each stage is published as if it had run alone.
    private static ItemEffect AsOf(ItemEffect effect, ItemRecord record) => effect is ItemEffect.Publish { Item: null } publish
        ? publish with { Item = record }
        : effect;
}

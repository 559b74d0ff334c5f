using System.Globalization;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Jobs;

/// <summary>
/// Goes through items page by page. Items that match a filter are visited state by state, each in the order of ids, so that an item that fails again at once is
/// not visited twice. Without a state in the filter it visits failed items.
/// </summary>
internal sealed class ItemSweep(IItemStore items, ItemKinds kinds, IGrainFactory grains)
{
    private static readonly ItemState[] FailedStates = [ItemState.Failed, ItemState.Quarantined];

    /// <summary>Applies the action to the next matching items; returns the cursor after them, null at the end.</summary>
    public async Task<string?> ApplyAsync(ItemFilter filter, string? cursor, int limit, Func<IItemGrain, Task> act)
    {
        ItemState[] states = filter.State is { } one ? [one] : FailedStates;
        var (index, after) = cursor?.Split(':') is [var at, var id] ? (int.Parse(at, CultureInfo.InvariantCulture), id.Length == 0 ? null : id) : (0, null);
        var batch = await items.ListMatchingAsync(filter with { State = states[index] }, after, limit, CancellationToken.None);
        await GrainCalls.ForEachAsync(batch, item => act(kinds.GrainOf(grains, item)));
        return batch.Count == limit ? $"{index}:{batch[^1]}" : index + 1 < states.Length ? $"{index + 1}:" : null;
    }

    /// <summary>Some of a job's items that have not ended.</summary>
    public Task<IReadOnlyList<string>> ListUnendedAsync(JobId job, int limit) =>
        items.ListByStateAsync(job, [ItemState.Pending, ItemState.Running, ItemState.Waiting], limit, CancellationToken.None);

    public Task CancelAsync(IEnumerable<string> some) =>
        GrainCalls.ForEachAsync(some, item => kinds.GrainOf(grains, item).Cancel(ItemRecord.CancelledReason));
}

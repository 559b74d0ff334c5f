using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Jobs;

/// <summary>
/// What a retry or a skip goes through: the states it is about, one after the other, each in the order of ids, so that an item that fails again at once is
/// not met twice. Without a state in the filter it is about what failed.
/// </summary>
internal sealed class FilterSweep(ItemFilter filter, IReadOnlyList<ItemState> states, int index, string? after)
{
    public static FilterSweep Of(JobRecord job)
    {
        var filter = job.Filter ?? new ItemFilter(JobId: job.Id);
        IReadOnlyList<ItemState> states = filter.State is { } one ? [one] : [ItemState.Failed, ItemState.Quarantined];
        var at = job.Cursor?.Split(':') ?? ["0", ""];
        return new FilterSweep(filter, states, int.Parse(at[0], System.Globalization.CultureInfo.InvariantCulture), at[1].Length == 0 ? null : at[1]);
    }

    /// <summary>The next items, and the cursor after them; null at the end.</summary>
    public async Task<(string? Cursor, IReadOnlyList<string> Batch)> NextAsync(IItemStore items, int limit)
    {
        var batch = await items.ListMatchingAsync(filter with { State = states[index] }, after, limit, CancellationToken.None);
        var cursor = batch.Count == limit ? $"{index}:{batch[^1]}" : index + 1 < states.Count ? $"{index + 1}:" : null;
        return (cursor, batch);
    }

    public Task ApplyAsync(JobRecord job, IReadOnlyList<string> batch, ItemKinds kinds, IGrainFactory grains) =>
        GrainCalls.ForEachAsync(batch, i => job.Type == JobType.SkipItems
            ? kinds.GrainOf(grains, i).Skip(job.Reason ?? "skipped by a person", job.Id)
            : kinds.GrainOf(grains, i).Retry(job.Id));
}

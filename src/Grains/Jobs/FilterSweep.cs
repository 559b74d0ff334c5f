using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Jobs;

/// <summary>
/// What a retry or a skip goes through: the states it is about, one after the other, each in the order of ids, so that an item that fails again at once is
/// not met twice. Without a state in the filter it is about what failed.
/// </summary>
internal sealed class FilterSweep(ItemFilter filter, IReadOnlyList<ItemState> states, int index, ImageId? after)
{
    public static FilterSweep Of(StoredJob job)
    {
        var filter = job.Filter ?? new ItemFilter(JobId: job.Id);
        IReadOnlyList<ItemState> states = filter.State is { } one ? [one] : [ItemState.Failed, ItemState.Quarantined];
        var at = job.Cursor?.Split(':') ?? ["0", ""];
        return new FilterSweep(filter, states, int.Parse(at[0], System.Globalization.CultureInfo.InvariantCulture), EntityId.TryParse<ImageId>(at[1], out var id) ? id : null);
    }

    /// <summary>The next items, and the cursor after them; null at the end.</summary>
    public async Task<(string? Cursor, IReadOnlyList<ImageId> Batch)> NextAsync(IImageStore images, int limit)
    {
        var batch = await images.ListMatchingAsync(filter with { State = states[index] }, after, limit, CancellationToken.None);
        var cursor = batch.Count == limit ? $"{index}:{batch[^1]}" : index + 1 < states.Count ? $"{index + 1}:" : null;
        return (cursor, batch);
    }

    public Task ApplyAsync(StoredJob job, IReadOnlyList<ImageId> batch, IGrainFactory grains) =>
        GrainCalls.ForEachAsync(batch, i => job.Type == JobType.SkipItems
            ? grains.GetGrain<IImageGrain>(i.Value).Skip(job.Reason ?? "skipped by a person", job.Id)
            : grains.GetGrain<IImageGrain>(i.Value).Retry(job.Id));
}

using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Alarms;
using MediaPipeline.Grains.Ports.Storage;
using Microsoft.Extensions.Logging;

namespace MediaPipeline.Grains.Hosting;

/// <summary>Resumes what a dead process had begun: at start, and when the silos of a cluster change.</summary>
public sealed partial class ItemRecovery(IGrainFactory grains, ItemKinds kinds, IItemStore items, ILogger<ItemRecovery> logger)
{
    private const int PageSize = 256;
    private static readonly ItemFilter Running = new(State: ItemState.Running);

    /// <summary>
    /// Idempotent. Fails while the database is unavailable, or while the grain directory still points to a dead silo: the caller tries again.
    /// </summary>
    public async Task RecoverAsync(CancellationToken cancellationToken)
    {
        await StartAlarmsAsync();
        await WakeRunningAsync(cancellationToken);
    }

    /// <summary>Lets every alarm shard sweep now, and regularly from then on.</summary>
    public Task StartAlarmsAsync() => Task.WhenAll(Enumerable.Range(0, IDueStore.Shards).Select(shard => grains.GetGrain<IAlarmGrain>(shard).StartSweep()));

    // Jobs drive their own items; an item that was retried after its job had ended has none.
    private async Task WakeRunningAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<string> page = [];
        do
        {
            page = await items.ListMatchingAsync(Running, page.Count == 0 ? null : page[^1], PageSize, cancellationToken);
            await GrainCalls.ForEachAsync(page, WakeAsync);
        }
        while (page.Count == PageSize);
    }

    // An item that cannot be woken does not stop the others.
    private async Task WakeAsync(string item)
    {
        try
        {
            await kinds.GrainOf(grains, item).Wake();
        }
        catch (Exception e) when (Outage.Find(e) is null)
        {
            LogNotWoken(e, item);
        }
    }

    [LoggerMessage(2505, LogLevel.Warning, "Item {ItemId} was left running and could not be woken; it is tried again when the lease of its attempt is over")]
    private partial void LogNotWoken(Exception e, string itemId);
}

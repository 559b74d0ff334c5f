using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Alarms;
using MediaPipeline.Grains.Ports.Storage;
using Microsoft.Extensions.Logging;

namespace MediaPipeline.Grains.Hosting;

/// <summary>Takes up what a process that is gone had begun: at start, and when the silos of a cluster change.</summary>
public sealed partial class WorkLeftBehind(IGrainFactory grains, ItemKinds kinds, IItemStore items, ILogger<WorkLeftBehind> logger)
{
    private const int PageSize = 256;
    private static readonly ItemFilter Running = new(State: ItemState.Running);

    /// <summary>Asking twice does no harm. Fails where the database is away, or where a grain is still sought on a silo that is gone: whoever asked asks again.</summary>
    public async Task TakeUpAsync(CancellationToken cancellationToken)
    {
        await PokeAlarmsAsync();
        await WakeRunningAsync(cancellationToken);
    }

    /// <summary>Lets every alarm shard look for what is due now, and again and again from then on.</summary>
    public Task PokeAlarmsAsync() => Task.WhenAll(Enumerable.Range(0, IDueStore.Shards).Select(shard => grains.GetGrain<IAlarmGrain>(shard).Poke()));

    // Jobs look after the pictures that they drive; one that somebody has tried again after its job's end has nobody.
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

    // One item that cannot be woken must not keep the others asleep.
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

    [LoggerMessage(2505, LogLevel.Warning, "Item {ItemId} was left running and could not be woken; it is tried again when the time of its attempt is over")]
    private partial void LogNotWoken(Exception e, string itemId);
}

using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Tracing;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Grains.Tracing;

namespace MediaPipeline.Grains.Jobs;

/// <summary>
/// The items of a job that are being driven now. Only a hint, kept in memory: outstanding items are read from the store, and every few seconds the window is
/// compared with it, so that lost calls are repeated.
/// </summary>
internal sealed class ItemWindow(JobId job, IItemStore items, ItemKinds kinds, IGrainFactory grains, TimeProvider clock)
{
    private readonly HashSet<string> _driven = [];
    private readonly Queue<string> _ready = new();
    private readonly TraceShare _traced = new();
    private DateTimeOffset _comparedAt;

    public bool IsEmpty => _driven.Count == 0 && _ready.Count == 0;

    /// <summary>Whether it could drive more items than it knows.</summary>
    public bool HasRoom(JobOptions options) => _ready.Count == 0 && _driven.Count < options.Window;

    /// <summary>It has ended, or waits: another one can be driven.</summary>
    public void Release(string item) => _driven.Remove(item);

    /// <summary>Drives items until the window is full.</summary>
    public async Task FillAsync(JobOptions options)
    {
        await CompareAsync(options);
        if (_ready.Count == 0 && _driven.Count < options.Window)
        {
            await ReloadAsync(options.Window);
        }

        var batch = new List<string>();
        while (_driven.Count < options.Window && _ready.TryDequeue(out var next))
        {
            if (_driven.Add(next))
            {
                batch.Add(next);
            }
        }

        await DriveAsync(batch, options);
    }

    /// <summary>Drives the items that wait for a gate that has opened.</summary>
    public async Task DriveWaitingAsync(string resource, JobOptions options)
    {
        var waiting = await items.ListWaitingForAsync(job, resource, options.Window, CancellationToken.None);
        await DriveAsync([.. waiting.Where(_driven.Add)], options);
    }

    /// <summary>Whether an item of the job waits for that gate.</summary>
    public async Task<bool> HasWaitingAsync(string resource) => (await items.ListWaitingForAsync(job, resource, 1, CancellationToken.None)).Count > 0;

    // An item whose silo died before it notified this job would stay in the window for ever. An item whose call failed may have been stored as running although
    // nothing runs it. So all are driven again; the items know whether they are running.
    private async Task CompareAsync(JobOptions options)
    {
        var now = clock.GetUtcNow();
        if (now - _comparedAt < options.CompareEvery)
        {
            return;
        }

        _comparedAt = now;
        var running = await items.ListByStateAsync(job, [ItemState.Running], 4 * options.Window, CancellationToken.None);
        _driven.Clear();
        _driven.UnionWith(running);

        // Those that are traced know by which trace.
        PipelineTrace.Carry(null);
        await GrainCalls.ForEachAsync(running, DriveAsync);
    }

    private async Task ReloadAsync(int window)
    {
        foreach (var item in await items.ListByStateAsync(job, [ItemState.Pending], 4 * window, CancellationToken.None))
        {
            if (!_driven.Contains(item))
            {
                _ready.Enqueue(item);
            }
        }
    }

    private Task DriveAsync(IReadOnlyList<string> batch, JobOptions options) =>
        GrainCalls.ForEachAsync(batch, item => DriveNextAsync(item, options.TracedPictures));

    private async Task DriveNextAsync(string item, int traced)
    {
        if (!_traced.TakesNext(traced))
        {
            PipelineTrace.Carry(null);
        }

        await DriveAsync(item);
    }

    private Task DriveAsync(string item) => kinds.GrainOf(grains, item).Drive();
}

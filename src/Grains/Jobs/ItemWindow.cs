using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Tracing;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Grains.Tracing;

namespace MediaPipeline.Grains.Jobs;

/// <summary>
/// The second cursor: which items of a job are being driven now. Only a hint, kept in memory; what is outstanding is read from the store, and every few
/// seconds the window is compared with it, so that no call that was lost on the way stays lost.
/// </summary>
internal sealed class ItemWindow(JobId job, IItemStore items, ItemKinds kinds, IGrainFactory grains, TimeProvider clock)
{
    private readonly HashSet<string> _driven = [];
    private readonly Queue<string> _ready = new();
    private readonly TraceShare _traced = new();
    private DateTimeOffset _comparedAt;

    public bool IsEmpty => _driven.Count == 0 && _ready.Count == 0;

    /// <summary>It has come to an end, or waits: another one can be driven.</summary>
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

    /// <summary>Drives what waits for a gate that has opened.</summary>
    public async Task DriveWaitingAsync(string resource, JobOptions options)
    {
        var waiting = await items.ListWaitingForAsync(job, resource, options.Window, CancellationToken.None);
        await DriveAsync([.. waiting.Where(_driven.Add)], options);
    }

    /// <summary>Whether an item of the job waits for that gate.</summary>
    public async Task<bool> HasWaitingAsync(string resource) => (await items.ListWaitingForAsync(job, resource, 1, CancellationToken.None)).Count > 0;

    // An item that ended on a silo that died before this job was notified would hold its place for ever. One whose call was cut off may have been stored as
    // running all the same, and nobody runs it: all are driven again, and the items know whether they run.
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

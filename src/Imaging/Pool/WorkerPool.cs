using System.Threading.Channels;
using MediaPipeline.Archives;
using MediaPipeline.Imaging.Worker;
using Microsoft.Extensions.Logging;

namespace MediaPipeline.Imaging.Pool;

/// <summary>As many worker processes as cores, behind one queue with priorities.</summary>
internal sealed class WorkerPool : IAsyncDisposable
{
    private readonly Channel<PoolJob> _queue = Channel.CreateUnboundedPrioritized(
        new UnboundedPrioritizedChannelOptions<PoolJob> { Comparer = new PoolJobOrder() });
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _alone = new(1);
    private readonly WorkerSlot[] _slots;
    private readonly Task[] _loops;
    private readonly ImagingOptions _options;
    private readonly TimeProvider _clock;
    private long _arrived;
    private int _queued;

    internal WorkerPool(ImagingOptions options, ArchiveOptions archives, IReadOnlyList<WorkerDecoder> decoders, TimeProvider clock, ILogger logger)
    {
        _options = options;
        _clock = clock;
        _slots = [.. Enumerable.Range(0, _options.Workers).Select(_ => new WorkerSlot(_options, archives, decoders, _alone, _clock, logger))];
        _loops = [.. _slots.Select(slot => Task.Run(() => ServeAsync(slot)))];
    }

    internal int BusyWorkers => _slots.Count(slot => slot.IsBusy);

    internal int QueueLength => Volatile.Read(ref _queued);

    internal long ResidentBytes => _slots.Sum(slot => slot.ResidentBytes);

    internal long WorkersReplaced => _slots.Sum(slot => slot.Replaced);

    /// <summary>Works on a picture when its turn comes. A cancelled one leaves the queue at once, or has its worker killed.</summary>
    internal async Task<PoolResult> RunAsync(WorkerRequest request, int priority, CancellationToken cancellationToken)
    {
        var job = new PoolJob(request, priority, cancellationToken) { Number = Interlocked.Increment(ref _arrived) };
        Interlocked.Increment(ref _queued);
        if (!_queue.Writer.TryWrite(job))
        {
            Interlocked.Decrement(ref _queued);
            throw new OperationCanceledException("The imaging workers are closing.");
        }

        using var registration = cancellationToken.UnsafeRegister((_, token) => Drop(job, token), null);
        return await job.Completion;
    }

    /// <summary>Stops accepting work, cancels what is running, and closes the workers.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _stopping.CancelAsync();
        await Task.WhenAll(_loops);
        while (_queue.Reader.TryRead(out var job))
        {
            Drop(job, _stopping.Token);
        }

        _stopping.Dispose();
        _alone.Dispose();
    }

    /// <summary>Takes a cancelled picture out of the queue; one that has a worker ends when that is killed, so that nothing of it is left.</summary>
    private void Drop(PoolJob job, CancellationToken token)
    {
        if (job.TryTake())
        {
            Interlocked.Decrement(ref _queued);
            job.Cancel(token);
        }
    }

    private async Task ServeAsync(WorkerSlot slot)
    {
        await using (slot)
        {
            while (await NextIsThereAsync(slot))
            {
                if (_queue.Reader.TryRead(out var job) && job.TryTake())
                {
                    Interlocked.Decrement(ref _queued);
                    await ServeAsync(slot, job);
                }
            }
        }
    }

    private async Task ServeAsync(WorkerSlot slot, PoolJob job)
    {
        try
        {
            job.Complete(await RunTracedAsync(slot, job));
        }
        catch (OperationCanceledException e)
        {
            job.Cancel(e.CancellationToken);
        }
        catch (Exception e)
        {
            // The caller gets the exception; the slot continues with the next picture.
            job.Fail(e);
        }
    }

    private async Task<PoolResult> RunTracedAsync(WorkerSlot slot, PoolJob job)
    {
        using var span = WorkerTraces.Start(job);
        var result = await slot.RunAsync(job, _stopping.Token);
        WorkerTraces.End(span, job, result);
        return result;
    }

    /// <summary>Waits for work, and closes the slot's workers once it has waited long. False when the pool closes.</summary>
    private async Task<bool> NextIsThereAsync(WorkerSlot slot)
    {
        try
        {
            var waiting = _queue.Reader.WaitToReadAsync(_stopping.Token);
            if (waiting.IsCompleted)
            {
                return await waiting;
            }

            var next = waiting.AsTask();
            using var idle = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
            if (await Task.WhenAny(next,
                Task.Delay(_options.IdleTimeout, _clock, idle.Token)) != next && !_stopping.IsCancellationRequested)
            {
                await slot.CloseAsync();
            }

            await idle.CancelAsync();
            return await next;
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return false;
        }
    }
}

using System.Threading.Channels;
using MediaPipeline.Archives;
using MediaPipeline.Imaging.Worker;
using Microsoft.Extensions.Logging;

namespace MediaPipeline.Imaging.Pool;

/// <summary>As many worker processes as cores, behind one queue with priorities.</summary>
internal sealed class WorkerPool : IAsyncDisposable
{
    private readonly Channel<PoolJob> queue = Channel.CreateUnboundedPrioritized(new UnboundedPrioritizedChannelOptions<PoolJob> { Comparer = new PoolJobOrder() });
    private readonly CancellationTokenSource stopping = new();
    private readonly SemaphoreSlim alone = new(1);
    private readonly WorkerSlot[] slots;
    private readonly Task[] loops;
    private readonly ImagingOptions options;
    private readonly TimeProvider time;
    private long arrived;
    private int queued;

    internal WorkerPool(ImagingOptions options, ArchiveOptions archives, IReadOnlyList<WorkerLibrary> libraries, TimeProvider time, ILogger logger)
    {
        this.options = options;
        this.time = time;
        slots = [.. Enumerable.Range(0, options.Workers).Select(_ => new WorkerSlot(options, archives, libraries, alone, time, logger))];
        loops = [.. slots.Select(slot => Task.Run(() => ServeAsync(slot)))];
    }

    internal int BusyWorkers => slots.Count(slot => slot.IsBusy);

    internal int QueueLength => Volatile.Read(ref queued);

    internal long ResidentBytes => slots.Sum(slot => slot.ResidentBytes);

    internal long WorkersReplaced => slots.Sum(slot => slot.Replaced);

    /// <summary>Works on a picture when its turn comes. A cancelled one leaves the queue at once, or has its worker killed.</summary>
    internal async Task<PoolResult> RunAsync(WorkerRequest request, int priority, CancellationToken cancellationToken)
    {
        var job = new PoolJob(request, priority, cancellationToken) { Number = Interlocked.Increment(ref arrived) };
        Interlocked.Increment(ref queued);
        if (!queue.Writer.TryWrite(job))
        {
            Interlocked.Decrement(ref queued);
            throw new OperationCanceledException("The imaging workers are closing.");
        }

        using var registration = cancellationToken.UnsafeRegister((_, token) => Drop(job, token), null);
        return await job.Completion;
    }

    /// <summary>Stops taking work, ends what runs as cancelled, and lets the workers go.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await stopping.CancelAsync();
        await Task.WhenAll(loops);
        while (queue.Reader.TryRead(out var job))
        {
            Drop(job, stopping.Token);
        }

        stopping.Dispose();
        alone.Dispose();
    }

    /// <summary>Takes a cancelled picture out of the queue; one that has a worker ends when that is killed, so that nothing of it is left.</summary>
    private void Drop(PoolJob job, CancellationToken token)
    {
        if (job.TryTake())
        {
            Interlocked.Decrement(ref queued);
            job.Cancel(token);
        }
    }

    private async Task ServeAsync(WorkerSlot slot)
    {
        await using (slot)
        {
            while (await NextIsThereAsync(slot))
            {
                if (queue.Reader.TryRead(out var job) && job.TryTake())
                {
                    Interlocked.Decrement(ref queued);
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
            // Whoever asked gets it; the slot goes on with the next picture.
            job.Fail(e);
        }
    }

    private async Task<PoolResult> RunTracedAsync(WorkerSlot slot, PoolJob job)
    {
        using var span = WorkerTraces.Start(job);
        var result = await slot.RunAsync(job, stopping.Token);
        WorkerTraces.End(span, result);
        return result;
    }

    /// <summary>Waits for work, and closes the slot's workers once it has waited long. False when the pool closes.</summary>
    private async Task<bool> NextIsThereAsync(WorkerSlot slot)
    {
        try
        {
            var next = queue.Reader.WaitToReadAsync(stopping.Token).AsTask();
            using var idle = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
            if (!next.IsCompleted && await Task.WhenAny(next, Task.Delay(options.IdleTimeout, time, idle.Token)) != next && !stopping.IsCancellationRequested)
            {
                await slot.CloseAsync();
            }

            await idle.CancelAsync();
            return await next;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
    }
}

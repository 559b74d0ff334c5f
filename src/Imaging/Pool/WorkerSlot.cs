using System.Runtime.InteropServices;
using MediaPipeline.Archives;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Imaging.Pictures;
using MediaPipeline.Imaging.Worker;
using Microsoft.Extensions.Logging;

namespace MediaPipeline.Imaging.Pool;

/// <summary>One slot of the pool: works on one picture at a time, with one worker process per decoder, started when first needed.</summary>
internal sealed class WorkerSlot(ImagingOptions options, ArchiveOptions archives, IReadOnlyList<WorkerDecoder> decoders, SemaphoreSlim alone,
    TimeProvider clock, ILogger logger) : IAsyncDisposable
{
    private readonly WorkerProcess?[] _workers = new WorkerProcess?[decoders.Count];
    private long _replaced;

    internal bool IsBusy { get; private set; }

    internal long Replaced => Interlocked.Read(ref _replaced);

    internal long ResidentBytes => _workers.Sum(worker => worker?.Use.ResidentBytes ?? 0);

    /// <summary>
    /// Works on a picture until there is a result; after a crash the picture is tried once more, alone. Throws when the engine cannot work, or on cancellation.
    /// </summary>
    internal async Task<PoolResult> RunAsync(PoolJob job, CancellationToken stopping)
    {
        IsBusy = true;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(job.Cancellation, stopping);
        try
        {
            var (reply, decoder) = await AskDecodersAsync(job, either.Token);
            if (reply.Death is { } death)
            {
                WorkerPoolLog.TriedAlone(logger, job.Request.PicturePath, death.Code);
                reply = await RunAloneAsync(job, reply.Known, decoder, either.Token);
            }

            return (reply.Answer is { } answer ? new PoolResult.Answered(answer) : EndOf(job, reply.Death!)) with { Known = reply.Known };
        }
        finally
        {
            IsBusy = false;
        }
    }

    /// <summary>Closes idle workers.</summary>
    internal async Task CloseAsync()
    {
        for (var i = 0; i < _workers.Length; i++)
        {
            if (_workers[i] is { } worker)
            {
                _workers[i] = null;
                await worker.DisposeAsync();
            }
        }
    }

    public ValueTask DisposeAsync() => new(CloseAsync());

    /// <summary>Asks the decoder that reads the format, and the other one where that could not.</summary>
    private async Task<(Reply Reply, int Decoder)> AskDecodersAsync(PoolJob job, CancellationToken cancellationToken)
    {
        var first = Math.Max(0, FindDecoder(job.Request.Render?.Facts.Format, except: -1));
        var reply = await AskAsync(job, null, first, cancellationToken);
        var second = FindDecoder(reply.Answer?.Undecodable, except: first);
        if (second < 0)
        {
            return (reply, first);
        }

        var other = await AskAsync(job, reply.Known, second, cancellationToken);

        // Where neither can, the first one knows better what is wrong, unless it does not know the format at all.
        var isFirstTrue = other.Answer is { Outcome: WorkerOutcome.Rejected } && decoders[first].Reads(reply.Answer!.Undecodable!);
        return isFirstTrue ? (reply with { Known = other.Known }, first) : (other with { Answer = WithDamage(other.Answer, reply.Answer!.Fault!) }, second);
    }

    /// <summary>What one decoder found damaged may still be so where the other one decoded it without a word.</summary>
    private static WorkerAnswer? WithDamage(WorkerAnswer? answer, Fault fault) =>
        answer is { Outcome: WorkerOutcome.Rendered, Warnings: var warnings } && fault.Code is (FaultCodes.Truncated or FaultCodes.CorruptPicture)
            && !warnings.Any(warning => string.Equals(warning.Code, fault.Code, StringComparison.Ordinal))
            ? answer with { Warnings = [fault with { Message = fault.Message + " Another decoder could read it: see whether it is whole." }, .. warnings] }
            : answer;

    private int FindDecoder(string? format, int except)
    {
        for (var i = 0; i < decoders.Count; i++)
        {
            if (i != except && format is not null && decoders[i].Reads(format))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The second try gets a fresh worker of its own, and at most one picture of the pool is tried this way at a time.</summary>
    private async Task<Reply> RunAloneAsync(PoolJob job, KnownFacts? known, int decoder, CancellationToken cancellationToken)
    {
        await alone.WaitAsync(cancellationToken);
        try
        {
            var reply = await AskAsync(job, known, decoder, cancellationToken);
            if (_workers[decoder] is { } used)
            {
                _workers[decoder] = null;
                await used.DisposeAsync();
            }

            return reply;
        }
        finally
        {
            alone.Release();
        }
    }

    private PoolResult EndOf(PoolJob job, Fault death)
    {
        WorkerPoolLog.Quarantined(logger, job.Request.PicturePath, death.Code);
        return string.Equals(death.Code, FaultCodes.SourceUnavailable, StringComparison.Ordinal)
            ? new PoolResult.Stalled(death)
            : new PoolResult.Quarantined(death);
    }

    /// <param name="job">The picture.</param>
    /// <param name="known">What an earlier worker found out about it: it is not probed again.</param>
    private async Task<Reply> AskAsync(PoolJob job, KnownFacts? known, int decoder, CancellationToken cancellationToken)
    {
        var worker = _workers[decoder] ??= await StartAsync(decoders[decoder], cancellationToken);
        var asked = worker.AskAsync(known is null ? job.Request : job.Request.After(known.Facts));
        var excess = await WatchAsync(worker, asked, job, cancellationToken);
        if (excess is null && asked.IsCompleted && await asked is { } answer)
        {
            return new Reply(answer, null, worker.Known ?? known);
        }

        _workers[decoder] = null;
        Interlocked.Increment(ref _replaced);
        worker.Kill();
        await asked;
        var end = await worker.DescribeEndAsync();
        await worker.DisposeAsync();
        RemoveLeftovers(job);
        cancellationToken.ThrowIfCancellationRequested();
        return new Reply(null,
            excess ?? new Fault(
                FaultCodes.DecoderCrashed, $"{job.Request.PicturePath} made its decoder crash ({end}). Open it in another program and save it again."),
            worker.Known ?? known);
    }

    private Task<WorkerProcess> StartAsync(WorkerDecoder decoder, CancellationToken cancellationToken) =>
        WorkerProcess.StartAsync(WorkerCommand.Build(options), new WorkerSettings(decoder.Kind, options.Limits, archives, decoder.Formats), clock, logger,
            cancellationToken);

    /// <summary>Waits for the answer; the fault when a limit is passed first, or null on an answer, a death or cancellation.</summary>
    private async Task<Fault?> WatchAsync(WorkerProcess worker, Task asked, PoolJob job, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var pollEvery = options.TimeLimit / 2 < PollEvery ? options.TimeLimit / 2 : PollEvery;
        ProcessUse? first = null;
        while (true)
        {
            var remaining = options.TimeLimit - clock.GetElapsedTime(started);
            var wait = remaining > pollEvery ? pollEvery : remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
            await asked.WaitAsync(wait, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (asked.IsCompleted || cancellationToken.IsCancellationRequested)
            {
                return null;
            }

            // Most pictures are done before the first look, which costs as much as a small one.
            var use = worker.Use;
            first ??= use;
            if (FindExcess(worker, job, clock.GetElapsedTime(started), use, use.ProcessorTime - first.Value.ProcessorTime) is { } excess)
            {
                return excess;
            }
        }
    }

    private Fault? FindExcess(WorkerProcess worker, PoolJob job, TimeSpan elapsed, ProcessUse use, TimeSpan computed)
    {
        var path = job.Request.PicturePath;
        if (use.ResidentBytes > options.MemoryLimitBytes)
        {
            return new Fault(FaultCodes.MemoryLimit,
                $"{path} took more than MemoryLimitBytes ({options.MemoryLimitBytes:N0}); it ended while {worker.Step}. Raise the option, or save the picture "
                    + "smaller.");
        }

        if (elapsed < options.TimeLimit)
        {
            return null;
        }

        return computed < options.TimeLimit * ComputingShare
            ? new Fault(FaultCodes.SourceUnavailable, $"{path} could not be read within {options.TimeLimit}: its disk or network share does not answer.")
            : new Fault(FaultCodes.TimeLimit,
                $"{path} took longer than TimeLimit ({options.TimeLimit}); it ended while {worker.Step}. Raise the option, or save the picture smaller.");
    }

    private void RemoveLeftovers(PoolJob job)
    {
        if (job.Request.Target is { } target && !RenditionNames.TryDelete(target))
        {
            WorkerPoolLog.LeftoversRemain(logger, target.TemporaryDirectory, target.Name);
        }
    }

    /// <summary>Either an answer or how the worker ended, with what is known about the picture by then.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Reply(WorkerAnswer? Answer, Fault? Death, KnownFacts? Known);

    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(100);

    // A worker that computed for less than this share of its time was waiting for the disk.
    private const double ComputingShare = 0.1;
}

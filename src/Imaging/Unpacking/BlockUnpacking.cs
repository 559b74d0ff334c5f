using MediaPipeline.Archives;
using MediaPipeline.Imaging.Pictures;
using MediaPipeline.Imaging.Pool;
using MediaPipeline.Imaging.Worker;
using Microsoft.Extensions.Logging;

namespace MediaPipeline.Imaging.Unpacking;

/// <summary>Has one block unpacked by a worker process of its own, which ends with it, and watches its memory and its pace.</summary>
internal sealed class BlockUnpacking(ImagingOptions options, ArchiveOptions archives, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(50);

    // A tenth of what the slowest decoder does on an old machine.
    private const double LeastBytesPerSecond = 1_000_000;

    /// <summary>Throws <see cref="ArchiveException"/> when the archive is at fault.</summary>
    public async Task RunAsync(UnpackedBlock block, UnpackRequest request, CancellationToken cancellationToken)
    {
        var settings = new WorkerSettings(DecoderKind.Libvips, options.Limits, archives, Formats: []);
        await using var worker = await WorkerProcess.StartAsync(WorkerCommand.Build(options), settings, clock, logger, cancellationToken);
        var asked = worker.AskAsync(new WorkerRequest(null, null, request));
        try
        {
            await WatchAsync(worker, asked, block, request.Source.Path, cancellationToken);
        }
        catch
        {
            worker.Kill();
            await asked;
            throw;
        }

        var answer = await asked ?? throw new ArchiveException(FaultCodes.DecoderCrashed,
            $"{request.Source.Path} made its decoder crash ({await worker.DescribeEndAsync()}). Pack its pictures again, as cbz (zip).");
        var written = block.Advance();
        if (answer.Fault is { } fault)
        {
            throw answer.Outcome == WorkerOutcome.Rejected ? new ArchiveException(fault.Code, fault.Message) : new IOException(fault.Message);
        }

        // Otherwise those who wait for the rest would wait for ever.
        if (written < block.Bytes)
        {
            throw new IOException($"{request.Source.Path} changed while it was read: it unpacks to {written:N0} bytes instead of {block.Bytes:N0}.");
        }
    }

    private async Task WatchAsync(WorkerProcess worker, Task asked, UnpackedBlock block, string path, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        while (await Task.WhenAny(asked, Task.Delay(PollEvery, clock, cancellationToken)) != asked)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var allowed = options.TimeLimit + TimeSpan.FromSeconds(block.Advance() / LeastBytesPerSecond);
            if (clock.GetElapsedTime(started) > allowed)
            {
                throw new ArchiveException(FaultCodes.TimeLimit,
                    $"{path} took longer to unpack than Imaging:TimeLimit ({options.TimeLimit}) and a second for each megabyte. Raise the option, or pack its "
                        + "pictures again, as cbz (zip).");
            }

            if (worker.Use.ResidentBytes > options.MemoryLimitBytes)
            {
                throw new ArchiveException(FaultCodes.MemoryLimit,
                    $"{path} took more memory to unpack than Imaging:MemoryLimitBytes ({options.MemoryLimitBytes:N0}). Raise the option, or pack its pictures "
                        + "again, as cbz (zip).");
            }
        }
    }
}

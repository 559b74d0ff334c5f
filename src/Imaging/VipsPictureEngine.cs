using MediaPipeline.Archives;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Imaging.Pictures;
using MediaPipeline.Imaging.Pool;
using MediaPipeline.Imaging.Unpacking;
using MediaPipeline.Imaging.Worker;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Imaging;

/// <summary>The picture engine over libvips, which is never loaded into this process: worker processes do all the work.</summary>
internal sealed partial class VipsPictureEngine(
    IOptions<ImagingOptions> options, IOptions<ArchiveOptions> archives, SolidEntries solid, TimeProvider clock, ILogger<VipsPictureEngine> logger)
    : IPictureEngine, IHostedLifecycleService, IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1);
    private IReadOnlyList<WorkerDecoder> _decoders = [];
    private Task<WorkerPool>? _startUp;
    private WorkerPool? _pool;
    private bool _stopped;

    public PictureEngineStatus Status => new(
        [.. _decoders.Select(decoder => decoder.ToString())], MissingFormats.Find(_decoders), options.Value.Workers,
        _pool?.BusyWorkers ?? 0, _pool?.QueueLength ?? 0, _pool?.ResidentBytes ?? 0, _pool?.WorkersReplaced ?? 0);

    public async Task<ProbeResult> ProbeAsync(ProbeRequest request, CancellationToken cancellationToken)
    {
        var result = await RunAsync(request.Source, source => new(request with { Source = source }, null), request.Priority, cancellationToken);
        if (result.Known is { } known)
        {
            return new ProbeResult.Probed(known.Facts, known.At, result.IsProbeOnly ? null : RenderResultOf(result));
        }

        return result switch
        {
            PoolResult.Quarantined quarantined => new ProbeResult.Quarantined(quarantined.Fault),
            PoolResult.Stalled stalled => new ProbeResult.Unavailable(stalled.Fault),
            PoolResult.Answered { Answer: var answer } => answer.Outcome switch
            {
                WorkerOutcome.Rejected => new ProbeResult.Rejected(answer.Fault!),
                WorkerOutcome.Unavailable => new ProbeResult.Unavailable(answer.Fault!),
                var other => throw new InvalidOperationException($"A worker answered a probe with {other}."),
            },
            var other => throw new InvalidOperationException($"The pool ended a probe with {other}."),
        };
    }

    public async Task<RenderResult> RenderAsync(RenderRequest request, CancellationToken cancellationToken) =>
        RenderResultOf(await RunAsync(request.Source, source => new(null, request with { Source = source }), request.Priority, cancellationToken));

    /// <summary>A picture of a solid archive waits until it is unpacked before it takes a worker.</summary>
    private async Task<PoolResult> RunAsync(
        PictureSource source, Func<PictureSource, WorkerRequest> ask, int priority, CancellationToken cancellationToken)
    {
        var workers = await StartPoolAsync(cancellationToken);
        UnpackedEntry? unpacked;
        try
        {
            unpacked = await solid.UnpackAsync(source, cancellationToken);
        }
        catch (ArchiveException e)
        {
            return new PoolResult.Answered(new WorkerAnswer(WorkerOutcome.Rejected) { Fault = new Fault(e.Code, e.Message) });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new PoolResult.Answered(new WorkerAnswer(WorkerOutcome.Unavailable) { Fault = PictureRequestHandler.CannotRead(source.ToString(), e) });
        }

        using (unpacked)
        {
            return await workers.RunAsync(ask(source with { Unpacked = unpacked?.Path }), priority, cancellationToken);
        }
    }

    /// <summary>Null until the libraries have been tested; then whether one works.</summary>
    internal bool? Works => _startUp is { IsCompleted: true } tried ? tried.IsCompletedSuccessfully : null;

    /// <summary>Testing the libraries takes most of a second; it runs while the rest of the server starts.</summary>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _startUp = StartPoolAsync(cancellationToken);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The end of the start-up probe: fails when no library can be used, with the remedy.</summary>
    public Task StartedAsync(CancellationToken cancellationToken) => _startUp ?? Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        _stopped = true;
        if (Interlocked.Exchange(ref _pool, null) is { } running)
        {
            await running.DisposeAsync();
        }
    }

    private static RenderResult RenderResultOf(PoolResult result) => result switch
    {
        PoolResult.Quarantined quarantined => new RenderResult.Quarantined(quarantined.Fault),
        PoolResult.Stalled stalled => new RenderResult.Unavailable(stalled.Fault),
        PoolResult.Answered { Answer: var answer } => answer.Outcome switch
        {
            WorkerOutcome.Rendered => new RenderResult.Rendered(
                answer.Thumbnail!, answer.Viewing!, answer.Warnings, answer.Placeholder, answer.DominantColour, answer.PerceptualHash),
            WorkerOutcome.Rejected => new RenderResult.Rejected(answer.Fault!),
            WorkerOutcome.Unavailable => new RenderResult.Unavailable(answer.Fault!),
            WorkerOutcome.OutputFault => new RenderResult.OutputFault(answer.Fault!),
            var other => throw new InvalidOperationException($"A worker answered a rendering with {other}."),
        },
        var other => throw new InvalidOperationException($"The pool ended a rendering with {other}."),
    };

    private async Task<WorkerPool> StartPoolAsync(CancellationToken cancellationToken)
    {
        if (_pool is { } running)
        {
            return running;
        }

        await _starting.WaitAsync(cancellationToken);
        try
        {
            if (_stopped)
            {
                throw new OperationCanceledException("The picture engine has been stopped.");
            }

            if (_pool is null)
            {
                _decoders = await FindDecodersAsync(cancellationToken);
                _pool = new WorkerPool(options.Value, archives.Value, _decoders, clock, logger);
            }

            return _pool;
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>Tests the decoders at the same time, each in a worker of its own. Without libvips, which also encodes, nothing can be done.</summary>
    private async Task<IReadOnlyList<WorkerDecoder>> FindDecodersAsync(CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(options.Value.Decoders.Select(kind => TestAsync(kind, cancellationToken)));
        IReadOnlyList<WorkerDecoder> decoders = [.. found.OfType<WorkerDecoder>()];
        foreach (var missing in MissingFormats.Find(decoders))
        {
            LogMissing(missing);
        }

        return decoders;
    }

    private async Task<WorkerDecoder?> TestAsync(DecoderKind kind, CancellationToken cancellationToken)
    {
        try
        {
            var settings = new WorkerSettings(kind, options.Value.Limits, archives.Value, Formats: null);
            await using var worker = await WorkerProcess.StartAsync(WorkerCommand.Build(options.Value), settings, clock, logger, cancellationToken);
            var decoder = new WorkerDecoder(kind, worker.Greeting.Decoder!, worker.Greeting.Formats);
            LogDecoder(decoder.ToString());
            return decoder;
        }
        catch (ImagingUnavailableException e) when (kind != DecoderKind.Libvips)
        {
            LogLeftOut(kind.ToString(), e.Message);
            return null;
        }
    }
}

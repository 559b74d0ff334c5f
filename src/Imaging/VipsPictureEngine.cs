using System.Collections.Concurrent;
using MediaPipeline.Archives;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Imaging.Pictures;
using MediaPipeline.Imaging.Pool;
using MediaPipeline.Imaging.Worker;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Imaging;

/// <summary>The picture engine over libvips, which is never loaded into this process: worker processes do all the work.</summary>
internal sealed partial class VipsPictureEngine(
    IOptions<ImagingOptions> options, IOptions<ArchiveOptions> archives, TimeProvider clock, ILogger<VipsPictureEngine> logger)
    : IPictureEngine, IHostedLifecycleService, IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1);
    private IReadOnlyList<WorkerLibrary> _libraries = [];
    private Task<WorkerPool>? _startUp;
    private WorkerPool? _pool;
    private bool _stopped;

    public PictureEngineStatus Status => new(
        [.. _libraries.Select(library => library.ToString())], MissingFormats.Find(_libraries), options.Value.Workers,
        _pool?.BusyWorkers ?? 0, _pool?.QueueLength ?? 0, _pool?.ResidentBytes ?? 0, _pool?.WorkersReplaced ?? 0);

    public async Task<ProbeResult> ProbeAsync(ProbeRequest request, CancellationToken cancellationToken)
    {
        var workers = await StartPoolAsync(cancellationToken);
        return await workers.RunAsync(new WorkerRequest(request, null), request.Priority, cancellationToken) switch
        {
            PoolResult.Quarantined quarantined => new ProbeResult.Quarantined(quarantined.Fault),
            PoolResult.Stalled stalled => new ProbeResult.Unavailable(stalled.Fault),
            PoolResult.Answered { Answer: var answer } => answer.Outcome switch
            {
                WorkerOutcome.Probed => new ProbeResult.Probed(answer.Facts!),
                WorkerOutcome.Rejected => new ProbeResult.Rejected(answer.Fault!),
                WorkerOutcome.Unavailable => new ProbeResult.Unavailable(answer.Fault!),
                var other => throw new InvalidOperationException($"A worker answered a probe with {other}."),
            },
            var other => throw new InvalidOperationException($"The pool ended a probe with {other}."),
        };
    }

    public async Task<RenderResult> RenderAsync(RenderRequest request, CancellationToken cancellationToken)
    {
        var workers = await StartPoolAsync(cancellationToken);
        return await workers.RunAsync(new WorkerRequest(null, request), request.Priority, cancellationToken) switch
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
                _libraries = await FindLibrariesAsync(cancellationToken);
                _pool = new WorkerPool(options.Value, archives.Value, _libraries, clock, logger);
            }

            return _pool;
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>Tests the libraries in parallel, each in its own worker: returns the first that works and, if enabled, one that reads more formats.</summary>
    private async Task<IReadOnlyList<WorkerLibrary>> FindLibrariesAsync(CancellationToken cancellationToken)
    {
        var found = new List<WorkerLibrary>();
        var leftOut = new ConcurrentQueue<string>();
        foreach (var library in (await Task.WhenAll(
            LibraryCandidates.Find(options.Value).Select(path => TryLibraryAsync(path, leftOut, cancellationToken)))).OfType<WorkerLibrary>())
        {
            if (found.Count == 0 || (options.Value.UseSecondLibrary && library.Formats.Except(found[0].Formats, StringComparer.Ordinal).Any()))
            {
                found.Add(library);
                LogLibrary(library.ToString());
            }
        }

        foreach (var missing in MissingFormats.Find(found))
        {
            LogMissing(missing);
        }

        return found.Count > 0 ? found : throw new ImagingUnavailableException(
            "No libvips can be used. Install the package libvips42 (apt-get install libvips42), run scripts/setup-libvips.sh, or set Imaging:LibraryPath. "
            + $"Tried: {string.Join(" | ", leftOut)}");
    }

    private async Task<WorkerLibrary?> TryLibraryAsync(string path, ConcurrentQueue<string> leftOut, CancellationToken cancellationToken)
    {
        try
        {
            var settings = new WorkerSettings(path, options.Value.Limits, archives.Value, Formats: null);
            await using var worker = await WorkerProcess.StartAsync(WorkerCommand.Build(options.Value), settings, logger, cancellationToken);
            return new WorkerLibrary(path, worker.Greeting.Version!, worker.Greeting.Simd, worker.Greeting.Formats);
        }
        catch (ImagingUnavailableException e)
        {
            LogLeftOut(path, e.Message);
            leftOut.Enqueue($"{path}: {e.Message}");
            return null;
        }
    }
}

using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Imaging;

namespace MediaPipeline.Grains.Tests.Running;

/// <summary>Stands in for the decoders: reads and writes real files, and does with a picture what the test says.</summary>
internal sealed class FakePictureEngine : IPictureEngine
{
    private readonly ConcurrentDictionary<string, Func<RenderResult?>> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Fault> _refused = new(StringComparer.Ordinal);
    private volatile TaskCompletionSource _open = Opened();
    private volatile TaskCompletionSource _openForProbes = Opened();
    private int _probes, _renders, _trips, _heldProbes;

    public PictureEngineStatus Status => new([], [], 1, 0, 0, 0, 0);

    /// <summary>Pictures probed.</summary>
    public int Probes => _probes;

    /// <summary>Requests, of either kind.</summary>
    public int Trips => _trips;

    /// <summary>Renditions made, whatever came of them.</summary>
    public int Renders => _renders;

    /// <summary>Pictures that wait behind <see cref="HoldProbes"/>.</summary>
    public int HeldProbes => _heldProbes;

    /// <summary>Pictures that wait behind <see cref="Hold"/>.</summary>
    public ConcurrentDictionary<string, bool> Held { get; } = new(StringComparer.Ordinal);

    /// <summary>Entries that their archives no longer hold, by archive and readable name.</summary>
    public ConcurrentDictionary<string, bool> Gone { get; } = new(StringComparer.Ordinal);

    /// <summary>What rendering that file gives from now on; null: what it gives by itself.</summary>
    public void Answer(string fileName, Func<RenderResult?> answer) => _answers[fileName] = answer;

    /// <summary>Renditions that a worker says to have written and that are not there.</summary>
    public static RenderResult WithoutFiles(string cacheFolder)
    {
        var path = Path.Join(Directory.EnumerateDirectories(Path.Join(cacheFolder, ".tmp")).Single(), "gone");
        var gone = new RenditionFile(path, 300, 300, 1, "jpeg", 80, Copied: false);
        return new RenderResult.Rendered(gone, gone, [], null, null, null);
    }

    public void Hold() => _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void HoldProbes() => _openForProbes = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Reading that file fails from now on.</summary>
    public void Refuse(string fileName, Fault fault) => _refused[fileName] = fault;

    public void LetGo()
    {
        _open.TrySetResult();
        _openForProbes.TrySetResult();
    }

    public async Task<ProbeResult> ProbeAsync(ProbeRequest request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _trips);
        Interlocked.Increment(ref _heldProbes);
        await _openForProbes.Task.WaitAsync(cancellationToken);
        Interlocked.Decrement(ref _heldProbes);
        Interlocked.Increment(ref _probes);
        if (_refused.GetValueOrDefault(Path.GetFileName(request.Source.Path)) is { } fault)
        {
            return new ProbeResult.Rejected(fault);
        }

        if (Gone.ContainsKey(request.Source.ToString()))
        {
            return new ProbeResult.Unavailable(new Fault(PictureSource.EntryGone, $"{request.Source} is no longer in its archive."));
        }

        // What an entry holds nobody here unpacks: its name stands for it.
        var bytes = request.Source.Entry is { } entry ? Encoding.UTF8.GetBytes(entry) : await File.ReadAllBytesAsync(request.Source.Path, cancellationToken);
        var facts = new PictureFacts("png", 4_000, 3_000, 1, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)), 1, false, false, null, null);
        var known = TimeProvider.System.GetUtcNow();
        var isRendered = request.Target is not null && !string.Equals(facts.ContentHash, request.KnownHash, StringComparison.Ordinal);
        return new ProbeResult.Probed(
            facts, known, isRendered ? await MakeAsync(new RenderRequest(request.Source, facts, request.Target!, request.Priority), cancellationToken) : null);
    }

    public Task<RenderResult> RenderAsync(RenderRequest request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _trips);
        return MakeAsync(request, cancellationToken);
    }

    private async Task<RenderResult> MakeAsync(RenderRequest request, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(request.Source.Path);
        Held[name] = true;
        await _open.Task.WaitAsync(cancellationToken);
        Held.TryRemove(name, out _);
        Interlocked.Increment(ref _renders);
        if (_answers.GetValueOrDefault(name)?.Invoke() is { } answer)
        {
            return answer;
        }

        return new RenderResult.Rendered(
            await WriteAsync(request, "thumbnail", request.Target.Thumbnail), await WriteAsync(request, "cache", request.Target.Viewing), [], null, null, null);
    }

    private static async Task<RenditionFile> WriteAsync(RenderRequest request, string kind, RenditionSpec spec)
    {
        var path = Path.Join(request.Target.TemporaryDirectory, $"{request.Target.Name}-{kind}");
        var text = $"{kind} of {request.Facts.ContentHash}";
        await File.WriteAllTextAsync(path, text);
        return new RenditionFile(path, spec.MaxWidth, spec.MaxHeight, text.Length, "jpeg", spec.Quality, Copied: false);
    }

    private static TaskCompletionSource Opened()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }
}

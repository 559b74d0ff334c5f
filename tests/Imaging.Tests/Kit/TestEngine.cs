using MediaPipeline.Archives;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Imaging.Unpacking;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Imaging.Tests.Kit;

/// <summary>A real engine with real worker processes, and a directory of its own that it leaves with.</summary>
internal sealed class TestEngine : IAsyncDisposable
{
    private int attempts;

    private readonly bool isShared;

    private TestEngine((VipsPictureEngine Engine, UnpackedBlocks Unpacked) made, CollectingLogger log, bool isShared)
    {
        (Engine, Unpacked) = made;
        Log = log;
        this.isShared = isShared;
    }

    internal VipsPictureEngine Engine { get; }

    internal UnpackedBlocks Unpacked { get; }

    internal TemporaryFolder Folder { get; } = new();

    internal CollectingLogger Log { get; }

    internal string OutputDirectory => Directory.CreateDirectory(Folder.PathOf("out")).FullName;

    /// <summary>The engine that tests without wishes of their own share; its workers leave when the test process does.</summary>
    internal static TestEngine On(TestDecoders decoders) => new(Shared[(int)decoders].Value, new CollectingLogger(), isShared: true);

    /// <summary>An engine with options and workers of its own.</summary>
    internal static TestEngine On(TestDecoders decoders, Action<ImagingOptions> configure, ArchiveOptions? archives = null)
    {
        var options = OptionsFor(decoders);
        configure(options);
        var log = new CollectingLogger();
        return new TestEngine(Create(options, archives ?? new ArchiveOptions(), log), log, isShared: false);
    }

    private static (VipsPictureEngine Engine, UnpackedBlocks Unpacked) Create(ImagingOptions options, ArchiveOptions archives, CollectingLogger log)
    {
        var limits = Options.Create(archives);
        var unpacked = new UnpackedBlocks(Options.Create(options), limits, TimeProvider.System, NullLogger<UnpackedBlocks>.Instance);
        return (new VipsPictureEngine(Options.Create(options), limits, new SolidEntries(unpacked, limits), TimeProvider.System, log), unpacked);
    }

    private static readonly Lazy<(VipsPictureEngine Engine, UnpackedBlocks Unpacked)>[] Shared = [.. Enum.GetValues<TestDecoders>()
        .Select(decoders => new Lazy<(VipsPictureEngine, UnpackedBlocks)>(() => Create(OptionsFor(decoders), new ArchiveOptions(), new CollectingLogger())))];

    internal static ImagingOptions OptionsFor(TestDecoders decoders) => new()
    {
        Decoders = decoders == TestDecoders.Magick ? [DecoderKind.Magick] : Enum.GetValues<DecoderKind>(),
        Workers = 2,
        WorkerCommand = ["dotnet", typeof(Imaging.TestWorker.Misbehaviour).Assembly.Location],
    };

    internal Task<ProbeResult> ProbeAsync(string path, int priority = 5) =>
        Engine.ProbeAsync(new ProbeRequest(new PictureSource(path), priority), CancellationToken.None);

    internal async Task<PictureFacts> FactsAsync(string path)
    {
        var result = await ProbeAsync(path);
        return result.ShouldBeOfType<ProbeResult.Probed>(result.ToString()).Facts;
    }

    internal async Task<RenderResult> RenderAsync(
        string path, RenditionSpec? thumbnail = null, RenditionSpec? viewing = null, string? directory = null, CancellationToken cancellationToken = default)
    {
        var facts = await ProbeAsync(path) is ProbeResult.Probed probed ? probed.Facts : NoFacts;
        return await RenderAsync(path, facts, thumbnail, viewing, directory, cancellationToken);
    }

    internal Task<RenderResult> RenderAsync(
        string path, PictureFacts facts, RenditionSpec? thumbnail = null, RenditionSpec? viewing = null, string? directory = null,
            CancellationToken cancellationToken = default)
    {
        var request = new RenderRequest(new PictureSource(path), facts, Target(thumbnail, viewing, directory), 5);
        return Engine.RenderAsync(request, cancellationToken);
    }

    /// <summary>Probes and renders in one trip.</summary>
    internal async Task<ProbeResult.Probed> TripAsync(string path, string? knownHash = null, string? directory = null)
    {
        var request = new ProbeRequest(new PictureSource(path), 5, Target(directory: directory), knownHash);
        var result = await Engine.ProbeAsync(request, CancellationToken.None);
        return result.ShouldBeOfType<ProbeResult.Probed>(result.ToString());
    }

    private RenderTarget Target(RenditionSpec? thumbnail = null, RenditionSpec? viewing = null, string? directory = null) =>
        new(thumbnail ?? Thumbnail, viewing ?? Viewing, directory ?? OutputDirectory, $"attempt{Interlocked.Increment(ref attempts)}");

    internal async Task<RenderResult.Rendered> RenderedAsync(string path, RenditionSpec? thumbnail = null, RenditionSpec? viewing = null)
    {
        var result = await RenderAsync(path, thumbnail, viewing);
        return result.ShouldBeOfType<RenderResult.Rendered>(result.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        if (!isShared)
        {
            await Engine.DisposeAsync();
            await Unpacked.DisposeAsync();
        }

        Folder.Dispose();
    }

    internal static readonly RenditionSpec Thumbnail = new(300, 300, RenditionFormat.Jpeg, 80, AllowCopy: false);
    internal static readonly RenditionSpec Viewing = new(1920, 1080, RenditionFormat.Jpeg, 85, AllowCopy: false);
    internal static readonly PictureFacts NoFacts = new("jpeg", 1, 1, 1, 1, "", 1, false, false, null, null);
}

/// <summary>Collects log lines, and tells whoever waits for one.</summary>
internal sealed class CollectingLogger : ILogger<VipsPictureEngine>
{
    private readonly List<string> lines = [];

    internal IReadOnlyList<string> Lines
    {
        get
        {
            lock (lines)
            {
                return [.. lines];
            }
        }
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (lines)
        {
            lines.Add($"{eventId.Id} {formatter(state, exception)}");
        }
    }
}

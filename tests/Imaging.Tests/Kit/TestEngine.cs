using MediaPipeline.Grains.Ports.Imaging;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Imaging.Tests.Kit;

/// <summary>A real engine with real worker processes, and a directory of its own that it leaves with.</summary>
internal sealed class TestEngine : IAsyncDisposable
{
    private int attempts;

    private TestEngine(ImagingOptions options, TemporaryFolder folder)
    {
        Folder = folder;
        Log = new CollectingLogger();
        Engine = new VipsPictureEngine(Options.Create(options), TimeProvider.System, Log);
    }

    internal VipsPictureEngine Engine { get; }

    internal TemporaryFolder Folder { get; }

    internal CollectingLogger Log { get; }

    internal string OutputDirectory => Directory.CreateDirectory(Folder.PathOf("out")).FullName;

    internal static TestEngine On(TestLibrary library, Action<ImagingOptions>? configure = null)
    {
        var options = OptionsFor(library);
        configure?.Invoke(options);
        return new TestEngine(options, new TemporaryFolder());
    }

    internal static ImagingOptions OptionsFor(TestLibrary library) => new()
    {
        LibraryPath = TestLibraries.PathOf(library),
        PrebuiltDirectory = "none",
        UseSecondLibrary = false,
        Workers = 2,
        WorkerCommand = ["dotnet", typeof(Imaging.TestWorker.Misbehaviour).Assembly.Location],
    };

    internal Task<ProbeResult> ProbeAsync(string path, int priority = 5) => Engine.ProbeAsync(new ProbeRequest(new PictureSource(path), priority), CancellationToken.None);

    internal async Task<PictureFacts> FactsAsync(string path) => (await ProbeAsync(path)).ShouldBeOfType<ProbeResult.Probed>().Facts;

    internal async Task<RenderResult> RenderAsync(
        string path, RenditionSpec? thumbnail = null, RenditionSpec? cache = null, string? directory = null, CancellationToken cancellationToken = default)
    {
        var facts = await ProbeAsync(path) is ProbeResult.Probed probed ? probed.Facts : NoFacts;
        return await RenderAsync(path, facts, thumbnail, cache, directory, cancellationToken);
    }

    internal Task<RenderResult> RenderAsync(
        string path, PictureFacts facts, RenditionSpec? thumbnail = null, RenditionSpec? cache = null, string? directory = null, CancellationToken cancellationToken = default)
    {
        var name = $"attempt{Interlocked.Increment(ref attempts)}";
        var request = new RenderRequest(new PictureSource(path), facts, thumbnail ?? Thumbnail, cache ?? Cache, directory ?? OutputDirectory, name, 5);
        return Engine.RenderAsync(request, cancellationToken);
    }

    internal async Task<RenderResult.Rendered> RenderedAsync(string path, RenditionSpec? thumbnail = null, RenditionSpec? cache = null) =>
        (await RenderAsync(path, thumbnail, cache)).ShouldBeOfType<RenderResult.Rendered>();

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        Folder.Dispose();
    }

    internal static readonly RenditionSpec Thumbnail = new(300, 300, RenditionFormat.Jpeg, 80, AllowCopy: false);
    internal static readonly RenditionSpec Cache = new(1920, 1080, RenditionFormat.Jpeg, 85, AllowCopy: false);
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

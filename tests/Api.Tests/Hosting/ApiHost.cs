using MediaPipeline.Api.Access;
using MediaPipeline.Api.Tests.Fakes;
using MediaPipeline.Contracts.Access;
using MediaPipeline.Contracts.Assets;
using MediaPipeline.Contracts.Drawings;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Contracts.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;

namespace MediaPipeline.Api.Tests.Hosting;

/// <summary>The API on a real Kestrel and a free port, with fakes behind it.</summary>
internal sealed class ApiHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Setup _setup;

    private ApiHost(WebApplication app, Setup setup)
    {
        _app = app;
        _setup = setup;
        Address = new Uri(app.Urls.First());
        Client = NewClient();
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public FakeLibrary Library => _setup.Library;

    public FakeArchives Archives => _setup.Archives;

    public FakeDrawer Drawer => _setup.Drawer;

    public FakeMedia Media => _setup.Media;

    public FakeAssets Assets => _setup.Assets;

    public FakeFeed Feed => _setup.Feed;

    public FakeKeyStore Keys => _setup.Keys;

    public FakeProtectionKeys ProtectionKeys => _setup.ProtectionKeys;

    public IGrainFactory Grains => _setup.Grains;

    public FakeTimeProvider Clock => _setup.Clock;

    public RecordingLogs Logs => _setup.Logs;

    public IServiceProvider Services => _app.Services;

    public static async Task<ApiHost> StartAsync(Action<Setup>? configure = null)
    {
        var setup = new Setup();
        configure?.Invoke(setup);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        setup.AddTo(builder);
        var app = builder.Build();
        app.MapMediaPipelineApi();
        setup.Map?.Invoke(app);
        await app.StartAsync();
        return new ApiHost(app, setup);
    }

    /// <summary>One that keeps neither cookies nor redirects to itself.</summary>
    public HttpClient NewClient() => new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Address };

    public Task StopAsync(CancellationToken cancellationToken) => _app.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    /// <summary>What a test changes before the server starts.</summary>
    internal sealed class Setup
    {
        public FakeLibrary Library { get; } = new();

        public FakeArchives Archives { get; } = new();

        public FakeDrawer Drawer { get; } = new();

        public FakeMedia Media { get; } = new();

        public FakeAssets Assets { get; } = new();

        public FakeFeed Feed { get; } = new();

        public FakeKeyStore Keys { get; set; } = new();

        public FakeProtectionKeys ProtectionKeys { get; set; } = new();

        public IGrainFactory Grains { get; } = Substitute.For<IGrainFactory>();

        public FakeTimeProvider Clock { get; } = new(Samples.Now);

        public RecordingLogs Logs { get; } = new();

        /// <summary>What the server is said to listen on; it decides whether keys are needed.</summary>
        public string[] Urls { get; set; } = ["http://127.0.0.1:0"];

        public Action<AccessOptions>? Access { get; set; }

        public Dictionary<string, string?> Configuration { get; } = new(StringComparer.OrdinalIgnoreCase);

        public Action<IServiceCollection>? Services { get; set; }

        public Action<WebApplication>? Map { get; set; }

        public void AddTo(WebApplicationBuilder builder)
        {
            builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs);
            builder.Services.AddSingleton<TimeProvider>(Clock)
                .AddSingleton(ImageStages.Kind).AddSingleton(MediaStages.Kind).AddSingleton(AssetStages.Kind).AddSingleton(Samples.JobTypes)
                .AddSingleton<ICollectionReader>(Library).AddSingleton<IImageReader>(Library).AddSingleton<IItemReader>(Library)
                    .AddSingleton<IJobReader>(Library).AddSingleton<IMediaReader>(Media).AddSingleton<IAssetReader>(Assets)
                .AddSingleton<ISimilarImageReader>(Library).AddSingleton<IArchiveReader>(Archives).AddSingleton<IDrawer>(Drawer)
                .AddSingleton<IEventFeed>(Feed).AddSingleton<IApiKeyStore>(Keys).AddSingleton<IXmlRepository>(ProtectionKeys).AddSingleton(Grains);
            builder.Configuration.AddInMemoryCollection(Configuration);
            builder.Services.AddMediaPipelineApi(builder.Configuration);
            builder.Services.Configure<AccessOptions>(options => Access?.Invoke(options));
            builder.Services.AddSingleton<ListenUrls>(new FakeUrls(Urls));
            Services?.Invoke(builder.Services);
        }
    }

    private sealed class FakeUrls(string[] urls) : ListenUrls(null!, null!)
    {
        public override IReadOnlyList<string> Read() => urls;
    }
}

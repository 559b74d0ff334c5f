using Orleans;
using MediaPipeline.Contracts.Assets;
using MediaPipeline.Contracts.CacheFolders;
using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Assets;
using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Events;
using MediaPipeline.Grains.Jobs;
using MediaPipeline.Grains.Media;
using MediaPipeline.Grains.Ports.Catalogue;
using MediaPipeline.Grains.Ports.Fetching;
using MediaPipeline.Grains.Ports.Embedding;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Grains.Ports.Sources;
using MediaPipeline.Storage;
using MediaPipeline.TestKit.Files;
using MediaPipeline.TestKit.Notes;
using MediaPipeline.TestKit.Pictures;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MediaPipeline.Grains.Tests.Running;

/// <summary>The real grains on Orleans with the real storage, and a picture engine that does what the test says.</summary>
internal sealed class PipelineUnderTest : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TimeProvider _clock;
    private readonly IReadOnlyDictionary<string, string?> _settings;
    private ISourceReader? _source;
    private int _silos = 1;

    private PipelineUnderTest(TimeProvider clock, IReadOnlyDictionary<string, string?> settings)
    {
        _clock = clock;
        _settings = settings;
    }

    public TemporaryDirectory Directory { get; } = new();

    public FakePictureEngine Engine { get; private set; } = new();

    /// <summary>What every catalogue file says, whatever its name.</summary>
    public FakeCatalogue Catalogue { get; } = new();

    /// <summary>What is at addresses.</summary>
    public FakeUrlFetcher Fetcher { get; } = new();

    /// <summary>Embeds titles that have a synopsis.</summary>
    public FakeTextEmbedder Embedder { get; } = new();

    /// <summary>The stores as grains see them: the real ones, which can be told to fail.</summary>
    public BreakableStores Stores { get; } = new();

    /// <summary>Adds kinds of items and jobs besides those of the program, from the next start on.</summary>
    public Action<IServiceCollection> Kinds { get; set; } = _ => { };

    public IConfiguration Configuration { get; private set; } = null!;

    public PipelineHost Host { get; private set; } = null!;

    public IGrainFactory Grains => Host.Grains;

    public T Reader<T>()
        where T : notnull => Host.Services.GetRequiredService<T>();

    public static async Task<PipelineUnderTest> StartAsync(TimeProvider? clock = null, params IEnumerable<(string Name, string Value)> settings)
    {
        var pipeline = new PipelineUnderTest(clock ?? TimeProvider.System, settings.ToDictionary(s => s.Name, s => (string?)s.Value));
        await pipeline.StartHostAsync();
        return pipeline;
    }

    /// <summary>With kinds of jobs besides those of the program.</summary>
    public static async Task<PipelineUnderTest> StartWithAsync(Action<IServiceCollection> kinds)
    {
        var pipeline = new PipelineUnderTest(TimeProvider.System, new Dictionary<string, string?>()) { Kinds = kinds };
        await pipeline.StartHostAsync();
        return pipeline;
    }

    /// <summary>With notes besides pictures.</summary>
    public static async Task<PipelineUnderTest> StartWithNotesAsync(TimeProvider clock, params IEnumerable<(string Name, string Value)> settings)
    {
        var pipeline = new PipelineUnderTest(clock, settings.ToDictionary(s => s.Name, s => (string?)s.Value));
        pipeline.Kinds = services => services.AddNotes(pipeline.Configuration);
        await pipeline.StartHostAsync();
        return pipeline;
    }

    /// <summary>For what two silos do to each other.</summary>
    public static async Task<PipelineUnderTest> StartOnTwoSilosAsync(params IEnumerable<(string Name, string Value)> settings)
    {
        var pipeline = new PipelineUnderTest(TimeProvider.System, settings.ToDictionary(s => s.Name, s => (string?)s.Value)) { _silos = 2 };
        await pipeline.StartHostAsync();
        return pipeline;
    }

    /// <summary>Reads from that source instead of from folders.</summary>
    public static async Task<PipelineUnderTest> StartOnAsync(ISourceReader source, params IEnumerable<(string Name, string Value)> settings)
    {
        var pipeline = new PipelineUnderTest(TimeProvider.System, settings.ToDictionary(s => s.Name, s => (string?)s.Value)) { _source = source };
        await pipeline.StartHostAsync();
        return pipeline;
    }

    /// <summary>Stops the host and starts another one on the same data, as after a crash of the process or an update.</summary>
    public async Task RestartAsync(params IEnumerable<(string Name, string Value)> settings)
    {
        await StopHostAsync();
        Engine = new FakePictureEngine();
        await StartHostAsync(settings);
    }

    /// <summary>The same, with something that happens in between.</summary>
    public async Task RestartAsync(Action meanwhile, params IEnumerable<(string Name, string Value)> settings)
    {
        await StopHostAsync();
        meanwhile();
        Engine = new FakePictureEngine();
        await StartHostAsync(settings);
    }

    public void WritePictures(int from, int to, string folder = "pictures")
    {
        for (var i = from; i < to; i++)
        {
            PngPicture.Write(Directory[folder, $"{i}.png"], 4, 3, i);
        }
    }

    public async Task<(CollectionId Id, JobId Job)> AddAsync(string? path = null)
    {
        var added = await Grains.GetGrain<ICollectionRegisterGrain>(0).Add(new AddCollectionRequest(path ?? Directory["pictures"]));
        added.Result.Status.ShouldBe(CommandStatus.Done, added.Result.Message);
        return (added.Id!.Value, added.JobId!.Value);
    }

    public async Task<AddCacheFolderResult> TryAddFolderAsync(string path, long? maxBytes = null) =>
        await Grains.GetGrain<ICacheFolderRegisterGrain>(0).AddFolder(new AddCacheFolderRequest(path, maxBytes));

    public async Task<CacheFolderId> AddFolderAsync(string name, long? maxBytes = null)
    {
        var added = await TryAddFolderAsync(Directory[name], maxBytes);
        added.Result.Status.ShouldBe(CommandStatus.Done, added.Result.Message);
        return added.Id!.Value;
    }

    public async Task ConfigureAsync(CacheFolderId id, long? maxBytes = null, bool? draining = null) =>
        (await Grains.GetGrain<ICacheFolderRegisterGrain>(0).Configure(new ConfigureCacheFolderRequest(id, maxBytes, Draining: draining)))
            .Status.ShouldBe(CommandStatus.Done);

    public ICacheFolderGrain Folder(CacheFolderId id) => Grains.GetGrain<ICacheFolderGrain>(id.Value);

    public async Task<CacheFolderView> FolderAsync(CacheFolderId id) => (await Reader<ICollectionReader>().FindCacheFolderAsync(id, default)).ShouldNotBeNull();

    public async Task<CacheFolderView> OnlyFolderAsync() => (await Reader<ICollectionReader>().ListCacheFoldersAsync(new PageRequest(1, 10), default))
        .Items.ShouldHaveSingleItem();

    public async Task<JobView> RunAsync(Task<JobStartedResult> start) => await WaitForEndAsync((await start).JobId!.Value);

    /// <summary>The last job of a kind.</summary>
    public async Task<JobView> LastJobAsync(string type) =>
        (await Reader<IJobReader>().ListAsync(new JobFilter(Type: type), new PageRequest(1, 1), default)).Items.ShouldHaveSingleItem();

    /// <summary>What lies on a folder's disk is exactly what the sums say.</summary>
    public async Task AssertExactAsync(params IEnumerable<CacheFolderId> folders)
    {
        foreach (var id in folders)
        {
            var view = await FolderAsync(id);
            var files = Renditions(view.Path);
            (view.FileCount, view.CurrentBytes).ShouldBe((files.Count, files.Sum(f => f.Length)), view.Path);
        }
    }

    public static IReadOnlyList<FileInfo> Renditions(string folder) =>
        [.. new[] { "thumbnails", "cache" }.SelectMany(kind => new DirectoryInfo(Path.Join(folder, kind)).EnumerateFiles("*", SearchOption.AllDirectories))];

    public async Task<JobId> ScanAsync(CollectionId collection) => (await Grains.GetGrain<ICollectionGrain>(collection.Value).Scan(5)).JobId!.Value;

    public IJobGrain Job(JobId id) => Grains.GetGrain<IJobGrain>(id.Value);

    public async Task<JobView> JobAsync(JobId id) => (await Reader<IJobReader>().FindAsync(id, default)).ShouldNotBeNull();

    public async Task<IReadOnlyList<ImageView>> ImagesAsync(CollectionId collection) =>
        (await Reader<IImageReader>().ListAsync(collection, new ItemFilter(), new PageRequest(1, 500), default)).Items;

    public async Task<ImageView> ImageAsync(CollectionId collection, string name) => (await ImagesAsync(collection)).Single(i => i.Name == name);

    /// <summary>Looks at the job whenever the feed says something, until it is as wanted.</summary>
    public Task<JobView> WaitForJobAsync(JobId id, Func<JobView, bool> wanted) => WaitAsync(() => JobAsync(id), wanted);

    public Task<JobView> WaitForEndAsync(JobId id) => WaitForJobAsync(id, j => j.CompletedAt is not null);

    public async Task<T> WaitAsync<T>(Func<Task<T>> look, Func<T, bool> wanted)
    {
        using var limit = new CancellationTokenSource(Patience);
        await using var events = Reader<IEventFeed>().ReadAsync(null, limit.Token).GetAsyncEnumerator(limit.Token);
        var next = events.MoveNextAsync().AsTask();
        while (true)
        {
            var seen = await look();
            if (wanted(seen))
            {
                await limit.CancelAsync();
                await next.ContinueWith(_ => { }, TaskScheduler.Default);
                return seen;
            }

            // What is read may be a moment behind what was told: a glance without an event now and then.
            await Task.WhenAny(next, Task.Delay(100, CancellationToken.None));
            limit.Token.IsCancellationRequested.ShouldBeFalse($"Waited in vain; last seen: {seen}");
            if (next.IsCompleted && !await next)
            {
                throw new InvalidOperationException("The feed ended.");
            }

            next = next.IsCompleted ? events.MoveNextAsync().AsTask() : next;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Engine.LetGo();
        Fetcher.LetGo();
        await StopHostAsync();
        Directory.Dispose();
    }

    private async Task StartHostAsync(params IEnumerable<(string Name, string Value)> settings)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:DataDirectory"] = Directory["data"],
            ["CacheFolders:DefaultPath"] = Directory["cache"],
            ["Collections:AllowAnyRoot"] = "true",
            ["Notes:Folder"] = Directory["notes"],
            ["Notes:RetryDelays:0"] = "00:00:00.050",
            ["Images:RetryDelays:0"] = "00:00:00.050",
            ["Assets:RetryDelays:0"] = "00:00:00.050",
            ["Jobs:ProgressEvery"] = "00:00:00.010",
            ["Alarms:SweepEvery"] = "00:00:00.100",
        });
        configuration.AddInMemoryCollection(_settings);
        configuration.AddInMemoryCollection(settings.ToDictionary(s => s.Name, s => (string?)s.Value));
        Configuration = configuration;
        Host = await PipelineHost.StartAsync(configuration, _silos, services =>
        {
            services.AddSingleton(_clock);
            services.AddSqliteStorage(configuration).AddMemoryEventFeed()
                .AddSingleton(ImageTable.Instance).AddSingleton(ImageStages.Kind)
                .AddSingleton(MediaTable.Instance).AddSingleton(MediaStages.Kind)
                .AddSingleton(AssetTable.Instance).AddSingleton(AssetStages.Kind).AddJobKinds();
            services.Configure<CacheFolderOptions>(configuration.GetSection(CacheFolderOptions.Section));
            services.AddDataProtection();
            Stores.Wrap(services);
            if (_source is not null)
            {
                services.AddSingleton(_source);
            }

            services.AddSingleton<ICatalogueFile>(Catalogue).AddSingleton<IUrlFetcher>(Fetcher).AddSingleton<ITextEmbedder>(Embedder);
            services.AddSingleton<IPictureEngine>(Engine).AddSingleton(NSubstitute.Substitute.For<Archives.IEntryUnpacker>());
        }, Kinds);
    }

    private async Task StopHostAsync() => await Host.DisposeAsync();
}

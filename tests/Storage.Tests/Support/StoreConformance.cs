using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.TestKit.Notes;
using Microsoft.Extensions.Time.Testing;
using Orleans.Storage;

namespace MediaPipeline.Storage.Tests.Support;

/// <summary>What a suite asks of the adapter that it tries: a fresh, empty store, by the services that the adapter registers.</summary>
public interface IStoreUnderTest : IAsyncDisposable
{
    FakeTimeProvider Clock { get; }

    T Get<T>()
        where T : notnull;

    T Get<T>(string key)
        where T : notnull;
}

/// <summary>Base of the suites: one fresh store a test.</summary>
public abstract class StoreConformance : IAsyncLifetime
{
    protected IStoreUnderTest Store { get; private set; } = null!;

    protected IGrainStorage Grains => Store.Get<IGrainStorage>(StateNames.Storage);

    protected IImageStore Images => Store.Get<IImageStore>();

    protected IItemStore Items => Store.Get<IItemStore>();

    protected static CancellationToken None => CancellationToken.None;

    public Task InitializeAsync()
    {
        Store = Create();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await Store.DisposeAsync();

    protected abstract IStoreUnderTest Create();

    protected Task InsertAsync(params ImageRecord[] images) => Items.InsertAbsentAsync(images, None);

    protected Task InsertAsync(params NoteRecord[] notes) => Items.InsertAbsentAsync(notes, None);
}

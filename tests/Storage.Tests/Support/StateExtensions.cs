using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Collections;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Jobs;
using MediaPipeline.Grains.Ports.Storage;
using Orleans.Storage;

namespace MediaPipeline.Storage.Tests.Support;

/// <summary>Writes states as their grains do.</summary>
internal static class StateExtensions
{
    public static GrainId Grain(string key) => GrainId.Create("test", key);

    public static Task WriteAsync(this IGrainStorage storage, JobRecord job) => storage.WriteAsync(StateNames.Jobs, job.Id.Value, job);

    public static Task WriteAsync(this IGrainStorage storage, CollectionState collection) =>
        storage.WriteAsync(StateNames.Collections, collection.Id.Value, collection);

    public static Task WriteAsync(this IGrainStorage storage, CacheFolderState folder) => storage.WriteAsync(StateNames.CacheFolders, folder.Id.Value, folder);

    /// <summary>Changes a stored picture.</summary>
    public static async Task ChangeAsync(this IGrainStorage storage, ImageId id, Func<ImageRecord, ImageRecord> change)
    {
        var held = new GrainState<ImageRecord>();
        await storage.ReadStateAsync(StateNames.Images, Grain(id.Value), held);
        held.State = change(held.State!);
        await storage.WriteStateAsync(StateNames.Images, Grain(id.Value), held);
    }

    private static Task WriteAsync<T>(this IGrainStorage storage, string stateName, string id, T state) =>
        storage.WriteStateAsync(stateName, Grain(id), new GrainState<T>(state));
}

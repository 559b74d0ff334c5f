using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Ports.Storage;
using Orleans.Storage;

namespace MediaPipeline.Storage.Tests.Support;

/// <summary>Writes documents from many writers at once and prints the id of each only when its write has been acknowledged.</summary>
internal static class WriteUntilKilled
{
    private const int Writers = 32;

    public static async Task<int> RunAsync(string directory)
    {
        await using var host = new StorageHost(directory);
        var storage = host.Get<IGrainStorage>(StateNames.Storage);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => WriteAsync(storage, writer)));
        return 0;
    }

    private static async Task WriteAsync(IGrainStorage storage, int writer)
    {
        for (var i = 0; i < 1_000_000; i++)
        {
            var image = Some.Image($"{writer}/{i}.jpg");
            var held = new GrainState<ImageRecord>(image);
            await storage.WriteStateAsync(StateNames.Images, StateExtensions.Grain(image.Id.Value), held);
            held.State = image with { Tries = 1 };
            await storage.WriteStateAsync(StateNames.Images, StateExtensions.Grain(image.Id.Value), held);
            Console.Out.WriteLine(image.Id.Value);
        }
    }
}

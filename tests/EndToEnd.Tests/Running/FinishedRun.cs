using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;

namespace MediaPipeline.EndToEnd.Tests.Running;

/// <summary>What must be true of an import that came to its end, whatever befell it on the way.</summary>
internal static class FinishedRun
{
    public static async Task AssertAsync(RunningServer server, string collection, int pictures, string cacheFolder)
    {
        var job = await server.WaitForEndAsync((await server.JobsAsync())[0].Id.Value);

        job.State.ShouldBe(JobState.Completed);
        job.Progress.Total.ShouldBe(pictures);
        job.Progress.Failed.ShouldBe(0);
        var images = await server.ImagesAsync(collection);
        images.Select(i => i.Id).Distinct().Count().ShouldBe(pictures);
        images.Count.ShouldBe(pictures);
        images.ShouldAllBe(i => i.State == ItemState.Live && i.Tries == 0);
        await CacheFolderCheck.AssertExactAsync(server, images);
        CacheFolderCheck.TemporaryFiles(cacheFolder).ShouldBeEmpty();
    }
}

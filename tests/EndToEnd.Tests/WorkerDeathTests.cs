using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.TestKit.Files;
using MediaPipeline.TestKit.Pictures;

namespace MediaPipeline.EndToEnd.Tests;

/// <summary>A decoder's death costs one picture its turn, never the server.</summary>
public sealed class WorkerDeathTests
{
    [Fact]
    public async Task AChildKilledInTheMiddleOfAPicture_LeavesThatPictureToAnother()
    {
        using var directory = new TemporaryDirectory();
        var original = PngPicture.Create(2_400, 1_800, 7);
        for (var i = 0; i < 40; i++)
        {
            PngPicture.Write(directory["pictures", $"{i}.png"], PngPicture.WithComment(original, $"copy {i}"), i);
        }

        await using var server = await RunningServer.StartAsync(directory["data"]);
        var (collection, job) = await server.AddCollectionAsync(directory["pictures"]);
        await server.WaitForJobAsync(job, j => j.Progress.ByStage.GetValueOrDefault("live") > 2);
        var children = Children.Of(server.ProcessId);
        children.ShouldNotBeEmpty();
        (await Product.SignalAsync(children[0], "KILL")).ShouldBe(0);
        var ended = await server.WaitForEndAsync(job);

        ended.State.ShouldBe(JobState.Completed);
        (await server.ImagesAsync(collection)).ShouldAllBe(i => i.State == ItemState.Live);
        Children.Of(server.ProcessId).ShouldNotContain(children[0]);
    }

    [Fact]
    public async Task APictureThatKillsItsChildTwice_IsQuarantined_AndAllOthersLive()
    {
        using var directory = new TemporaryDirectory();
        for (var i = 0; i < 30; i++)
        {
            PngPicture.Write(directory["pictures", $"{i}.png"], 320, 200, i);
        }

        // The worker of the imaging tests does what a bad decoder does with a picture of that name: it aborts.
        PngPicture.Write(directory["pictures", "crash.png"], 320, 200, 99);
        await using var server = await RunningServer.StartAsync(
            directory["data"], new Dictionary<string,
                string>
            { ["Imaging__WorkerCommand__0"] = Path.Join(AppContext.BaseDirectory, "MediaPipeline.Imaging.Worker") });
        var (collection, job) = await server.AddCollectionAsync(directory["pictures"]);
        var before = server.ProcessId;
        var ended = await server.WaitForEndAsync(job);

        ended.State.ShouldBe(JobState.CompletedWithErrors);
        ended.Progress.Failed.ShouldBe(1);
        var images = await server.ImagesAsync(collection);
        images.Where(i => i.State == ItemState.Quarantined).ShouldHaveSingleItem().LastError!.Code.ShouldBe("decoderCrashed");
        images.Count(i => i.State == ItemState.Live).ShouldBe(30);
        server.ProcessId.ShouldBe(before);
        (await server.Http.GetAsync("/health/ready")).IsSuccessStatusCode.ShouldBeTrue();
    }
}

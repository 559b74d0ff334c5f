using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.TestKit.Files;
using MediaPipeline.TestKit.Pictures;

namespace MediaPipeline.EndToEnd.Tests;

/// <summary>The first whole path: a folder goes in, renditions come out.</summary>
public sealed class ImportTests
{
    [Fact]
    public async Task Once_OnAFolderOf200Pictures_MakesThemAllLive_AndTheSecondTimeRedoesNothingInUnderATenthOfTheTime()
    {
        using var directory = new TemporaryDirectory();
        for (var i = 0; i < 200; i++)
        {
            PngPicture.Write(directory["pictures", $"shelf {i % 7}", $"picture {i}.png"], 700, 500, i);
        }

        var first = await Product.RunAsync(directory["data"], "--once", "--urls", "http://127.0.0.1:0", "--data", directory["data"], directory["pictures"]);
        first.ExitCode.ShouldBe(0, first.Error);
        first.Output.ShouldContain("200 live");

        var second = await Product.RunAsync(directory["data"], "--once", "--urls", "http://127.0.0.1:0", "--data", directory["data"], directory["pictures"]);
        second.ExitCode.ShouldBe(0, second.Error);
        second.Output.ShouldContain("200 unchanged");

        await using var server = await RunningServer.StartAsync(directory["data"]);
        var jobs = await server.JobsAsync();
        jobs.Count.ShouldBe(2);
        var (again, before) = (jobs[0], jobs[1]);
        again.Progress.Unchanged.ShouldBe(200);
        again.Progress.Total.ShouldBe(0);
        Duration(again).ShouldBeLessThan(Duration(before) / 10);
    }

    [Fact]
    public async Task TheServerItself_NeverLoadsTheImageLibrary_SoThatNoPictureCanHarmIt()
    {
        using var directory = new TemporaryDirectory();
        PngPicture.Write(directory["pictures", "picture.png"], 700, 500, 1);
        await using var server = await RunningServer.StartAsync(directory["data"]);

        var (_, job) = await server.AddCollectionAsync(directory["pictures"]);
        (await server.WaitForEndAsync(job)).Progress.ByStage["live"].ShouldBe(1);

        File.ReadAllText($"/proc/{server.ProcessId}/maps").ShouldNotContain("libvips");
        Children.Of(server.ProcessId).ShouldContain(worker => File.ReadAllText($"/proc/{worker}/maps").Contains("libvips", StringComparison.Ordinal));
    }

    private static TimeSpan Duration(Contracts.Jobs.JobView job) => job.CompletedAt!.Value - job.StartedAt!.Value;
}

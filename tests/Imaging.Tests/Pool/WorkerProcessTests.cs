using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using MediaPipeline.Archives;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Imaging.Tests.Kit;
using MediaPipeline.Imaging.Worker;

namespace MediaPipeline.Imaging.Tests.Pool;

/// <summary>A worker process by itself: how it lives and dies with its server.</summary>
public sealed partial class WorkerProcessTests
{
    [Fact]
    public async Task Worker_IgnoresSigintAndSigterm()
    {
        using var worker = await StartAsync();

        kill(worker.Id, Sigint).ShouldBe(0);
        kill(worker.Id, Sigterm).ShouldBe(0);
        using var folder = new TemporaryFolder();
        var answer = await AskAsync(worker, new WorkerRequest(new ProbeRequest(new PictureSource(folder.Write("a.jpg", Picture)), 5), null));

        answer.Facts.ShouldNotBeNull();
        worker.StandardInput.Close();
        await worker.WaitForExitAsync();
        worker.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Worker_LeavesAtTheEndOfItsInput_EvenInTheMiddleOfADecode_AndTakesItsFileAlong()
    {
        using var worker = await StartAsync();
        using var folder = new TemporaryFolder();
        var path = folder.Write("half-spin.jpg", Picture);
        var target = new RenderTarget(TestEngine.Thumbnail, TestEngine.Viewing, folder.Path, "attempt");
        var request = new RenderRequest(new PictureSource(path), TestEngine.NoFacts, target, 5);

        await worker.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new WorkerRequest(null, request), WorkerJson.Default.WorkerRequest));
        await worker.StandardInput.FlushAsync();
        while (!File.Exists(RenditionNames.Viewing(target)))
        {
            await Task.Delay(10);
        }

        worker.StandardInput.Close();
        await worker.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));

        File.Exists(RenditionNames.Viewing(target)).ShouldBeFalse();
    }

    [Fact]
    public async Task Worker_OffersItselfToTheOutOfMemoryKiller()
    {
        using var worker = await StartAsync();

        (await File.ReadAllTextAsync($"/proc/{worker.Id}/oom_score_adj")).Trim().ShouldBe("1000");
        worker.StandardInput.Close();
        await worker.WaitForExitAsync();
    }

    private static async Task<Process> StartAsync()
    {
        var options = TestEngine.OptionsFor(TestDecoders.All);
        var worker = Process.Start(Imaging.Pool.WorkerCommand.Build(options))!;
        var settings = new WorkerSettings(DecoderKind.Libvips, options.Limits, new ArchiveOptions(), ["jpeg"]);
        await worker.StandardInput.WriteLineAsync(JsonSerializer.Serialize(settings, WorkerJson.Default.WorkerSettings));
        await worker.StandardInput.FlushAsync();
        (await worker.StandardOutput.ReadLineAsync()).ShouldNotBeNull();
        return worker;
    }

    private static async Task<WorkerAnswer> AskAsync(Process worker, WorkerRequest request)
    {
        await worker.StandardInput.WriteLineAsync(JsonSerializer.Serialize(request, WorkerJson.Default.WorkerRequest));
        await worker.StandardInput.FlushAsync();
        WorkerAnswer answer;
        do
        {
            answer = JsonSerializer.Deserialize((await worker.StandardOutput.ReadLineAsync())!, WorkerJson.Default.WorkerAnswer)!;
        }
        while (answer.Outcome == WorkerOutcome.Working);

        return answer;
    }

    [LibraryImport("libc")]
    private static partial int kill(int process, int signal);

    private const int Sigint = 2;
    private const int Sigterm = 15;
    private static readonly byte[] Picture = JpegFile.Of(Pixels.Quarters(64, 40));
}

using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Imaging.Tests.Kit;

namespace MediaPipeline.Imaging.Tests.Pool;

/// <summary>What a worker that crashes, hangs or grows costs, with real processes.</summary>
public sealed class WorkerFaultTests
{
    [Theory]
    [InlineData("crash.jpg", "decoderCrashed")]
    [InlineData("spin.jpg", "timeLimit")]
    [InlineData("grow.jpg", "memoryLimit")]
    public async Task Render_OfAPictureThatKillsItsWorkerTwice_IsQuarantined_AndItsNeighboursAreRendered(string name, string code)
    {
        await using var test = TestEngine.On(TestDecoders.All, TightFor(name));
        var bad = test.Folder.Write(name, Picture);
        var good = test.Folder.Write("good.jpg", Picture);
        var facts = await test.FactsAsync(good);

        var quarantined = test.RenderAsync(bad, facts);
        var neighbours = Enumerable.Range(0, 12).Select(_ => test.RenderAsync(good, facts)).ToArray();

        foreach (var neighbour in await Task.WhenAll(neighbours))
        {
            neighbour.ShouldBeOfType<RenderResult.Rendered>();
        }

        (await quarantined).ShouldBeOfType<RenderResult.Quarantined>().Fault.Code.ShouldBe(code);
        test.Engine.Status.WorkersReplaced.ShouldBe(2);
        Directory.EnumerateFiles(test.OutputDirectory).Count().ShouldBe(24);
    }

    [Fact]
    public async Task Render_ThatTakesTooLong_NamesWhatTookTheTime()
    {
        await using var test = TestEngine.On(TestDecoders.All, options =>
        {
            options.TimeLimit = TimeSpan.FromSeconds(1);
            options.MaxPixels = options.MaxHeaderPixels = 4_000_000_000;
        });
        var path = test.Folder.Write("slow.png", PngFile.Black(60_000, 60_000));

        var result = await test.RenderAsync(path, TestEngine.NoFacts);

        var fault = result.ShouldBeOfType<RenderResult.Quarantined>().Fault;
        fault.Code.ShouldBe("timeLimit");
        fault.Message.ShouldContain("while decoding it");
    }

    [Theory]
    [InlineData("crash-once.jpg")]
    [InlineData("spin-once.jpg")]
    [InlineData("grow-once.jpg")]
    public async Task Render_OfAPictureThatKillsItsWorkerOnce_IsTriedOnceMore(string name)
    {
        await using var test = TestEngine.On(TestDecoders.All, TightFor(name));
        var path = test.Folder.Write(name, Picture);

        var result = await test.RenderAsync(path, TestEngine.NoFacts);

        result.ShouldBeOfType<RenderResult.Rendered>();
        test.Engine.Status.WorkersReplaced.ShouldBe(1);
        test.Log.Lines.ShouldContain(line => line.StartsWith("7001 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Render_ThatWaitsForItsDiskUntilTheTimeIsOver_IsUnavailable_AndNoFaultOfThePicture()
    {
        await using var test = TestEngine.On(TestDecoders.All, Tight);
        var path = test.Folder.Write("stall.jpg", Picture);

        var result = await test.RenderAsync(path, TestEngine.NoFacts);

        result.ShouldBeOfType<RenderResult.Unavailable>().Fault.Code.ShouldBe("sourceUnavailable");
    }

    [Fact]
    public async Task Render_ThatDiesInTheMiddle_LeavesNoFile()
    {
        await using var test = TestEngine.On(TestDecoders.All, Tight);
        var path = test.Folder.Write("half-crash.jpg", Picture);

        await test.RenderAsync(path, TestEngine.NoFacts);

        Directory.EnumerateFiles(test.OutputDirectory).ShouldBeEmpty();
    }

    [Fact]
    public async Task Render_ThatIsCancelled_FreesItsWorker_LeavesNoFile_AndCountsAgainstNothing()
    {
        await using var test = TestEngine.On(TestDecoders.All, options => options.Workers = 1);
        var spinning = test.Folder.Write("half-spin.jpg", Picture);
        var good = test.Folder.Write("good.jpg", Picture);
        await test.FactsAsync(good);
        using var cancellation = new CancellationTokenSource();

        var cancelled = test.RenderAsync(spinning, TestEngine.NoFacts, cancellationToken: cancellation.Token);
        await Until(() => Directory.EnumerateFiles(test.OutputDirectory).Any());
        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(cancelled);
        Directory.EnumerateFiles(test.OutputDirectory).ShouldBeEmpty();
        (await test.RenderAsync(good)).ShouldBeOfType<RenderResult.Rendered>();
        test.Log.Lines.ShouldNotContain(line => line.StartsWith("7001 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Render_ThatIsCancelledInTheQueue_LeavesItAtOnce()
    {
        await using var test = TestEngine.On(TestDecoders.All, options => options.Workers = 1);
        var spinning = test.Folder.Write("half-spin.jpg", Picture);
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var running = test.RenderAsync(spinning, TestEngine.NoFacts, cancellationToken: first.Token);
        await Until(() => Directory.EnumerateFiles(test.OutputDirectory).Any());

        var queued = test.RenderAsync(spinning, TestEngine.NoFacts, cancellationToken: second.Token);
        test.Engine.Status.QueueLength.ShouldBe(1);
        await second.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(queued);
        test.Engine.Status.QueueLength.ShouldBe(0);
        await first.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running);
    }

    [Fact]
    public async Task Stop_EndsWhatRunsAndWhatWaits_AsCancelled()
    {
        await using var test = TestEngine.On(TestDecoders.All, options => options.Workers = 1);
        var spinning = test.Folder.Write("half-spin.jpg", Picture);
        var running = test.RenderAsync(spinning, TestEngine.NoFacts);
        var waiting = test.RenderAsync(spinning, TestEngine.NoFacts);
        await Until(() => Directory.EnumerateFiles(test.OutputDirectory).Any());

        await test.Engine.StopAsync(CancellationToken.None);

        await Should.ThrowAsync<OperationCanceledException>(running);
        await Should.ThrowAsync<OperationCanceledException>(waiting);
        Directory.EnumerateFiles(test.OutputDirectory).ShouldBeEmpty();
        test.Log.Lines.ShouldNotContain(line => line.StartsWith("7001 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Queue_TakesWhatAPersonWaitsForFirst()
    {
        await using var test = TestEngine.On(TestDecoders.All, options =>
        {
            Tight(options);
            options.Workers = 1;
        });
        var path = test.Folder.Write("good.jpg", Picture);
        var busy = test.Folder.Write("stall once.jpg", Picture);
        var ended = new List<int>();

        // The only worker is held until its time is up: whatever is asked for meanwhile stands in the queue.
        var held = test.ProbeAsync(busy);
        await Until(() => File.Exists(busy + ".met"));
        var bulk = Enumerable.Range(0, 10).Select(_ => RecordAsync(9)).ToArray();
        await Task.WhenAll([.. bulk, RecordAsync(1), held]);

        ended.IndexOf(1).ShouldBeLessThanOrEqualTo(1);

        async Task RecordAsync(int priority)
        {
            await test.ProbeAsync(path, priority);
            lock (ended)
            {
                ended.Add(priority);
            }
        }
    }

    /// <summary>Only what never ends meets the time limit: on a busy machine all else may take longer than usual.</summary>
    private static Action<ImagingOptions> TightFor(string name) => options =>
    {
        Tight(options);
        if (!name.StartsWith("spin", StringComparison.Ordinal))
        {
            options.TimeLimit = TimeSpan.FromMinutes(1);
        }
    };

    private static void Tight(ImagingOptions options)
    {
        options.TimeLimit = TimeSpan.FromSeconds(2);
        options.MemoryLimitBytes = 500_000_000;
    }

    /// <summary>The other process tells nothing, so its files are watched; the limit only ends a test that would fail anyway.</summary>
    private static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            await Task.Delay(10, limit.Token);
        }
    }

    private static readonly byte[] Picture = JpegFile.Of(Pixels.Quarters(640, 400));
}

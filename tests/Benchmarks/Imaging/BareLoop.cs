using System.Diagnostics;
using System.Globalization;
using MediaPipeline.Archives;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Imaging;
using MediaPipeline.Imaging.Native;
using MediaPipeline.Imaging.Pictures;
using MediaPipeline.Imaging.Worker;

namespace MediaPipeline.Benchmarks.Imaging;

/// <summary>
/// The same work as a worker's, on threads of this process: what the pool of processes is compared with. Prints seconds and processor seconds.
/// </summary>
internal static class BareLoop
{
    internal static int Run(string pictures, string output, int threads, bool copy)
    {
        VipsLibrary.Load([]);
        var loader = new VipsLoader();
        string[] formats = ["jpeg", "png", "webp"];
        var files = Directory.EnumerateFiles(pictures).Order(StringComparer.Ordinal).ToArray();
        var next = -1;
        var processorBefore = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        var workers = Enumerable.Range(0, threads).Select(_ => new Thread(Work)).ToList();
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());
        var processor = Environment.CpuUsage.TotalTime - processorBefore;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds} {processor.TotalSeconds}"));
        return 0;

        void Work()
        {
            var work = new PictureRequestHandler(
                loader, new ImagingOptions().Limits, new ArchiveOptions(), formats, Console.Error.WriteLine, static (_, _) => { });
            for (var i = Interlocked.Increment(ref next); i < files.Length; i = Interlocked.Increment(ref next))
            {
                var answer = work.Do(new WorkerRequest(null, RenderRequests.For(files[i], output, copy)));
                if (answer.Outcome != WorkerOutcome.Rendered)
                {
                    Console.Error.WriteLine(answer.Fault?.Message);
                }
            }
        }
    }
}

/// <summary>The renditions that every row makes.</summary>
internal static class RenderRequests
{
    internal static RenderRequest For(string file, string output, bool copy) =>
        new(new PictureSource(file), NoFacts, Target(file, output, copy), 5);

    /// <summary>The same, probed in the same trip.</summary>
    internal static ProbeRequest WithProbe(string file, string output, bool copy) => new(new PictureSource(file), 5, Target(file, output, copy));

    private static RenderTarget Target(string file, string output, bool copy) => new(
        new RenditionSpec(300, 300, RenditionFormat.Jpeg, 80, copy), new RenditionSpec(1920, 1080, RenditionFormat.Jpeg, 85, copy),
        output, Path.GetFileName(file));

    private static readonly PictureFacts NoFacts = new("jpeg", 1, 1, 1, 1, "", 1, false, false, null, null);
}

using System.Diagnostics;
using System.Runtime.InteropServices;
using MediaPipeline.Imaging.Worker;

namespace MediaPipeline.Imaging.TestWorker;

/// <summary>A worker that does what a bad decoder does, when the file's name asks for it. What happens once only leaves a file beside the picture.</summary>
internal static partial class Misbehaviour
{
    internal static void Provoke(WorkerRequest request, string? step)
    {
        var path = (request.Probe?.Source ?? request.Render?.Source ?? request.Unpack!.Source).Path;
        var name = Path.GetFileName(path);
        if (!string.Equals(step, name.Contains("decoding", StringComparison.Ordinal) ? "decoding it" : null, StringComparison.Ordinal))
        {
            return;
        }

        if (name.Contains("once", StringComparison.Ordinal))
        {
            if (File.Exists(path + ".met"))
            {
                return;
            }

            File.WriteAllText(path + ".met", "");
        }

        WriteHalfAFile(name, request);
        Act(name);
    }

    private static void Act(string name)
    {
        if (name.Contains("crash", StringComparison.Ordinal))
        {
            Abort();
        }
        else if (name.Contains("spin", StringComparison.Ordinal))
        {
            Spin();
        }
        else if (name.Contains("stall", StringComparison.Ordinal))
        {
            new ManualResetEventSlim().Wait();
        }
        else if (name.Contains("grow", StringComparison.Ordinal))
        {
            Grow();
        }
    }

    private static void WriteHalfAFile(string name, WorkerRequest request)
    {
        if (name.Contains("half", StringComparison.Ordinal) && request.Target is { } target)
        {
            File.WriteAllText(RenditionNames.Viewing(target), "half a file");
        }
    }

    private static void Spin()
    {
        for (var watch = Stopwatch.StartNew(); watch.IsRunning;)
        {
            Thread.SpinWait(1000);
        }
    }

    private static unsafe void Grow()
    {
        const int Step = 32 << 20;
        while (true)
        {
            NativeMemory.Fill(NativeMemory.Alloc(Step), Step, 1);
        }
    }

    [LibraryImport("libc", EntryPoint = "abort")]
    private static partial void Abort();
}

using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text.Json;
using MediaPipeline.Contracts.Formats;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Imaging.Native;
using MediaPipeline.Imaging.Pictures;
using Microsoft.Win32.SafeHandles;

namespace MediaPipeline.Imaging.Worker;

/// <summary>
/// The main function of a worker process. It reads one line of settings, greets, then answers line by line. It ignores SIGINT and SIGTERM, which the terminal
/// or the service manager sends to server and workers alike, and ends when the server closes its standard input, or dies.
/// </summary>
public static class ImagingWorker
{
    /// <summary>The first argument that makes the program a worker.</summary>
    public const string Argument = "imaging-worker";

    /// <summary>Runs until standard input ends.</summary>
    public static Task<int> RunAsync(string[] args) => Task.FromResult(Run(static (_, _) => { }));

    /// <param name="onStep">Runs before each step of a request, and with null before the request; tests make a worker crash, hang or grow with it.</param>
    internal static int Run(Action<WorkerRequest, string?> onStep)
    {
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, static context => context.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, static context => context.Cancel = true);
        using var output = TakeStandardOutput();
        OfferToOutOfMemoryKiller();

        using var lines = new BlockingCollection<string>();
        var current = new CurrentRequest();
        new Thread(() => ReadLines(lines, current)) { IsBackground = true, Name = "stdin" }.Start();

        var settings = JsonSerializer.Deserialize(lines.Take(), WorkerJson.Default.WorkerSettings)!;
        var (greeting, loader) = Load(settings);
        WriteLine(output, JsonSerializer.SerializeToUtf8Bytes(greeting, WorkerJson.Default.WorkerGreeting));
        if (loader is null)
        {
            return 1;
        }

        var work = new PictureRequestHandler(loader, settings.Limits, settings.Archives, greeting.Formats, Console.Error.WriteLine, Tell);
        foreach (var line in lines.GetConsumingEnumerable())
        {
            var request = JsonSerializer.Deserialize(line, WorkerJson.Default.WorkerRequest)!;
            current.Begin(request);
            onStep(request, null);
            var answer = work.Do(request);
            current.End();
            WriteLine(output, JsonSerializer.SerializeToUtf8Bytes(answer, WorkerJson.Default.WorkerAnswer));
        }

        return 0;

        void Tell(string step, PictureFacts? facts)
        {
            var told = new WorkerAnswer(WorkerOutcome.Working) { Step = step, Facts = facts };
            WriteLine(output, JsonSerializer.SerializeToUtf8Bytes(told, WorkerJson.Default.WorkerAnswer));
            onStep(current.Request!, step);
        }
    }

    private static (WorkerGreeting Greeting, IPictureLoader? Loader) Load(WorkerSettings settings)
    {
        try
        {
            VipsLibrary.Load(settings.Limits.Allows(PictureFormat.Svg) ? ["VipsForeignLoadSvg"] : []);
            IPictureLoader loader = settings.Decoder == DecoderKind.Magick ? new MagickLoader(settings.Limits) : new VipsLoader();
            var formats = settings.Formats ?? FormatProbe.FindReadable(loader, settings.Limits.ExtraFormats);
            return (new WorkerGreeting(null, loader.Description, formats), loader);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException or TypeInitializationException
            || DecoderFault.Is(e))
        {
            return (new WorkerGreeting(DecoderFault.Describe(e.InnerException ?? e), null, []), null);
        }
    }

    /// <summary>Notices the end of standard input even while a picture is decoded, and exits at once: nothing else could stop a decode.</summary>
    private static void ReadLines(BlockingCollection<string> lines, CurrentRequest current)
    {
        using var input = new StreamReader(Console.OpenStandardInput());
        while (input.ReadLine() is { } line)
        {
            lines.Add(line);
        }

        current.Abandon();
        LibcNative.ExitNow(0);
    }

    /// <summary>Keeps the pipe to the server for answers alone: what a decoder prints goes to standard error.</summary>
    private static FileStream TakeStandardOutput()
    {
        var pipe = LibcNative.dup(1);
        if (pipe < 0 || LibcNative.dup2(2, 1) < 0)
        {
            throw new IOException($"standard output cannot be taken (error {Marshal.GetLastPInvokeError()})");
        }

        return new FileStream(new SafeFileHandle(pipe, ownsHandle: true), FileAccess.Write, bufferSize: 0);
    }

    private static void WriteLine(FileStream output, byte[] json)
    {
        Array.Resize(ref json, json.Length + 1);
        json[^1] = (byte)'\n';
        output.Write(json);
    }

    /// <summary>When memory runs out, the kernel kills a worker before anything else.</summary>
    private static void OfferToOutOfMemoryKiller()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            File.WriteAllText("/proc/self/oom_score_adj", "1000");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"oom_score_adj cannot be set: {e.Message}");
        }
    }

    /// <summary>The current request, so that a worker that loses its server deletes its partial files.</summary>
    private sealed class CurrentRequest
    {
        private readonly Lock _gate = new();

        internal WorkerRequest? Request { get; private set; }

        internal void Begin(WorkerRequest next)
        {
            lock (_gate)
            {
                Request = next;
            }
        }

        internal void End()
        {
            lock (_gate)
            {
                Request = null;
            }
        }

        /// <summary>The lock is never released: the process ends now.</summary>
        internal void Abandon()
        {
            _gate.Enter();
            if (Request?.Target is { } target)
            {
                RenditionNames.TryDelete(target);
            }
        }
    }
}

using System.Diagnostics;
using System.Reflection;
using MediaPipeline.Imaging.Worker;

namespace MediaPipeline.Imaging.Pool;

/// <summary>How a worker process is started.</summary>
internal static class WorkerCommand
{
    internal static ProcessStartInfo Build(ImagingOptions options)
    {
        IReadOnlyList<string> command = options.WorkerCommand is { Count: > 0 } given ? given : ThisProgram();
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };

        // Keep the runtime of a worker small: it only moves a few lines of text beside the native decoder.
        // A killed worker would leave the sockets of its diagnostics in the temporary directory.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";

        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        return start;
    }

    private static string[] ThisProgram()
    {
        var program = Environment.ProcessPath ?? throw new InvalidOperationException("The path of this program is unknown; set Imaging:WorkerCommand.");
        var isHost = Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        return isHost ? [program, Assembly.GetEntryAssembly()!.Location, ImagingWorker.Argument] : [program, ImagingWorker.Argument];
    }
}

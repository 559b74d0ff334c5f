using System.Diagnostics;
using MediaPipeline.TestKit.Files;

namespace MediaPipeline.EndToEnd.Tests.Running;

/// <summary>The built program, as a person would start it.</summary>
internal static class Product
{
    public static string Repository => RepositoryDirectory.Path;

    public const string Program = "mediapipeline";

    /// <summary>The product with notes besides pictures.</summary>
    public const string NoteServer = "MediaPipeline.NoteServer";

    /// <summary>Starts it with its output redirected and nothing of the caller's settings.</summary>
    public static Process Start(string home, IReadOnlyDictionary<string, string>? settings, bool asNobody, params IEnumerable<string> args) =>
        Start(Program, home, settings, asNobody, args);

    /// <summary>The same for one of the programs that lie beside the tests.</summary>
    public static Process Start(string program, string home, IReadOnlyDictionary<string, string>? settings, bool asNobody, params IEnumerable<string> args)
    {
        var path = Path.Join(AppContext.BaseDirectory, program);
        string[] command = asNobody ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", path] : [path];
        var start = new ProcessStartInfo(command[0])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        foreach (var arg in command.Skip(1).Concat(args))
        {
            start.ArgumentList.Add(arg);
        }

        start.Environment["MEDIAPIPELINE_HOME"] = home;

        // Compiled once for all, instead of by each test for its data directory.
        start.Environment["MEDIAPIPELINE_Embedding__ModelDirectory"] = Path.Join(AppContext.BaseDirectory, "models");
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[$"MEDIAPIPELINE_{name}"] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
    }

    /// <summary>Runs it to its end.</summary>
    public static Task<Ended> RunAsync(string home, params IEnumerable<string> args) => RunAsync(home, null, args);

    /// <summary>The same with settings of its own.</summary>
    public static async Task<Ended> RunAsync(string home, IReadOnlyDictionary<string, string>? settings, params IEnumerable<string> args)
    {
        using var process = Start(home, settings, asNobody: false, args);
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return new Ended(process.ExitCode, await output, await error);
    }

    /// <summary>Sends a signal by its name; answers kill's exit code.</summary>
    public static async Task<int> SignalAsync(int processId, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", processId.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        return kill.ExitCode;
    }
}

/// <summary>How a run ended.</summary>
internal sealed record Ended(int ExitCode, string Output, string Error);

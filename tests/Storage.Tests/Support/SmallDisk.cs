using System.Diagnostics;

namespace MediaPipeline.Storage.Tests.Support;

/// <summary>A tmpfs of a few megabytes, mounted while it lives.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TemporaryDirectory _mountPoint = new();

    public SmallDisk(int megabytes)
    {
        var exit = Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", _mountPoint.Path);
        exit.ShouldBe(0);
    }

    /// <summary>Why no disk can be mounted here; null when one can.</summary>
    public static string? WhyNot { get; } = Find();

    public string Path => _mountPoint.Path;

    /// <summary>Takes all the room that is left.</summary>
    public string Fill()
    {
        var path = System.IO.Path.Combine(Path, "filler");
        using var file = new FileStream(path, FileMode.Append);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(block);
                file.Flush();
            }
        }
        catch (IOException)
        {
            return path;
        }
    }

    public void Dispose()
    {
        Run("umount", "-l", _mountPoint.Path);
        _mountPoint.Dispose();
    }

    private static string? Find()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return "mounting a small disk needs root";
        }

        using var directory = new TemporaryDirectory();
        if (Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", directory.Path) != 0)
        {
            return "this machine does not let root mount a tmpfs";
        }

        Run("umount", directory.Path);
        return null;
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}

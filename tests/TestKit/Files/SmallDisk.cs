using System.Diagnostics;

namespace MediaPipeline.TestKit.Files;

/// <summary>A disk of a few megabytes, in memory, that can be filled and emptied; mounted while it lives.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly TemporaryDirectory _mountPoint = new();

    public SmallDisk(int megabytes)
    {
        if (Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", Path) != 0)
        {
            _mountPoint.Dispose();
            throw new InvalidOperationException("A tmpfs could not be mounted; see SmallDisk.WhyNot.");
        }
    }

    /// <summary>Why no disk can be mounted here; null when one can.</summary>
    public static string? WhyNot { get; } = Find();

    public string Path => _mountPoint.Path;

    private string Filler => System.IO.Path.Join(Path, "filler");

    /// <summary>Writes until not a byte more fits.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4_096];
        try
        {
            while (true)
            {
                filler.Write(block);
            }
        }
        catch (IOException)
        {
            // Full, as wanted.
        }
    }

    public void MakeRoom() => File.Delete(Filler);

    public void Dispose()
    {
        Run("umount", "-l", Path);
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

using System.Diagnostics;

namespace MediaPipeline.EndToEnd.Tests.Running;

/// <summary>A disk of a few megabytes, in memory, that can be filled and emptied.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly string _path;

    private SmallDisk(string path) => _path = path;

    private string Filler => Path.Join(_path, "filler");

    public static async Task<SmallDisk> MountAsync(string path, int megabytes)
    {
        Directory.CreateDirectory(path);
        (await RunAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", path)).ShouldBe(0);
        return new SmallDisk(path);
    }

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

    public async ValueTask DisposeAsync() => (await RunAsync("umount", "-l", _path)).ShouldBe(0);

    private static async Task<int> RunAsync(string command, params IEnumerable<string> args)
    {
        using var process = Process.Start(command, args);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}

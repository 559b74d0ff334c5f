using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Imaging.Tests.Kit;

[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]

namespace MediaPipeline.Imaging.Tests;

/// <summary>
/// Disks that are full or may not be written, and sources that may not be read. The disks are small ones in memory that only the worker sees.
/// </summary>
public sealed class OutputFaultTests
{
    [FactWhereMountsWork]
    public async Task Render_ToAFullDisk_IsAnOutputFault_AndLeavesNothing()
    {
        using var folder = new TemporaryFolder();
        var target = Directory.CreateDirectory(folder.PathOf("disk")).FullName;
        var left = folder.PathOf("left");
        await using var test = TestEngine.On(
            TestDecoders.All, options => RunInside($"mount -t tmpfs -o size=16k none {target}", $"ls {target} > {left}", options));
        var path = test.Folder.Write("photo.jpg", JpegFile.Of(Pixels.Photo(1900, 1000)));

        var result = await test.RenderAsync(path, directory: target);

        result.ShouldBeOfType<RenderResult.OutputFault>(result.ToString()).Fault.Code.ShouldBe("outputFull");
        await test.Engine.DisposeAsync();
        (await File.ReadAllTextAsync(left)).ShouldBeEmpty();
    }

    [FactWhereMountsWork]
    public async Task Render_ToADiskThatMayNotBeWritten_IsAnOutputFault()
    {
        using var folder = new TemporaryFolder();
        var target = Directory.CreateDirectory(folder.PathOf("disk")).FullName;
        await using var test = TestEngine.On(TestDecoders.All, options => RunInside($"mount -t tmpfs -o ro none {target}", "true", options));
        var path = test.Folder.Write("photo.jpg", JpegFile.Of(Pixels.Photo(640, 400)));

        var result = await test.RenderAsync(path, directory: target);

        result.ShouldBeOfType<RenderResult.OutputFault>(result.ToString()).Fault.Code.ShouldBe("outputUnavailable");
    }

    [Fact]
    public async Task Probe_OfADirectory_IsUnavailable()
    {
        await using var test = TestEngine.On(TestDecoders.All);

        (await test.ProbeAsync(test.Folder.Path)).ShouldBeOfType<ProbeResult.Unavailable>().Fault.Code.ShouldBe("sourceUnavailable");
    }

    [FactWhereMountsWork]
    public async Task Probe_OfAFileThatMayNotBeRead_IsUnavailable()
    {
        await using var test = TestEngine.On(TestDecoders.All, AsNobody);
        var path = test.Folder.Write("secret.jpg", JpegFile.Of(Pixels.Photo(64, 40)));
        File.SetUnixFileMode(path, UnixFileMode.None);
        File.SetUnixFileMode(test.Folder.Path, (UnixFileMode)0x1FF);

        (await test.ProbeAsync(path)).ShouldBeOfType<ProbeResult.Unavailable>().Fault.Code.ShouldBe("sourceUnavailable");
    }

    /// <summary>Runs the worker in a mount namespace of its own, that goes with it.</summary>
    private static void RunInside(string before, string after, ImagingOptions options)
    {
        var worker = string.Join(' ', options.WorkerCommand);
        options.WorkerCommand = [.. FactWhereMountsWorkAttribute.Unshare, "sh", "-c", $"{before} && {worker}; {after}"];
    }

    /// <summary>Root reads everything; without its capabilities it does not.</summary>
    private static void AsNobody(ImagingOptions options) => options.WorkerCommand =
        Environment.IsPrivilegedProcess ? ["setpriv", "--bounding-set=-all", "--inh-caps=-all", .. options.WorkerCommand] : options.WorkerCommand;
}

/// <summary>A fact that needs a mount namespace; skipped where the system grants none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactWhereMountsWorkAttribute : FactAttribute
{
    public FactWhereMountsWorkAttribute()
    {
        using var attempt = System.Diagnostics.Process.Start(Unshare[0], [.. Unshare[1..], "mount", "-t", "tmpfs", "none", "/mnt"]);
        attempt.WaitForExit();
        if (attempt.ExitCode != 0)
        {
            Skip = "This system lets no test mount a disk of its own (unshare --mount).";
        }
    }

    internal static string[] Unshare { get; } = Environment.IsPrivilegedProcess ? ["unshare", "--mount"] : ["unshare", "--mount", "--map-root-user"];
}
